/** What a browser lays out of a request: nothing of it ends out of sight without a sign. */
import { z } from 'zod'
import type { Page } from '@playwright/test'
import { expect, openProject, test, ui } from '../e2e/test.ts'

const Frame = z.looseObject({
  event: z.looseObject({ type: z.literal('permission_requested'), request: z.looseObject({}) })
})

/** The guide asks for one command; the page is told of another request, as an agent may send it. */
async function askFor(page: Page, request: object): Promise<void> {
  await page.routeWebSocket(/\/ws\/session/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => server.send(message))
    server.onMessage((message) => {
      const frame = Frame.safeParse(JSON.parse(message.toString()))
      if (!frame.success) return socket.send(message)
      const { event } = frame.data
      socket.send(
        JSON.stringify({ ...frame.data, event: { ...event, request: { ...event.request, ...request } } })
      )
    })
  })
}

test('what stands below the edge of a request is said to be there, and can be reached', async ({
  page,
  skein
}) => {
  await page.setViewportSize({ width: 900, height: 600 })
  const fields = Array.from({ length: 30 }, (_, index) => [`field${index}`, `value ${index}`])
  await askFor(page, {
    toolName: 'mcp__x__y',
    title: 'Use y of x',
    input: Object.fromEntries(fields),
    rules: []
  })
  await openProject(page, skein)
  await ui.message(page).fill('run echo one')
  await ui.message(page).press('Enter')
  const card = page.getByRole('region', { name: /^Permission request/ })
  const last = card.getByText('value 29', { exact: true })
  await expect(card).toBeVisible()
  await expect(last).not.toBeInViewport()
  const more = card.getByRole('button', { name: 'More below' })
  for (let times = 0; times < 10 && (await more.count()) > 0; times += 1) await more.click()
  await expect(last).toBeInViewport()
  await expect(more).toHaveCount(0)
})

test('a command cannot be pushed out of sight', async ({ page, skein }) => {
  const command = `echo one${' '.repeat(3_000)}; rm -rf ~/x\n${'\n'.repeat(400)}rm -rf ~/y`
  await askFor(page, { toolName: 'Bash', title: 'Run echo one', input: { command }, rules: [] })
  await openProject(page, skein)
  await ui.message(page).fill('run echo one')
  await ui.message(page).press('Enter')
  const card = page.getByRole('region', { name: /^Permission request/ })
  await expect(card.getByText('Outside the project')).toBeVisible()
  while ((await card.getByRole('button', { name: /more (lines|characters)$/ }).count()) > 0) {
    await card.getByRole('button', { name: /more (lines|characters)$/ }).click()
  }
  await expect(card.locator('pre .text-danger\\!')).toHaveText(['~/x', '~/y'])
})
