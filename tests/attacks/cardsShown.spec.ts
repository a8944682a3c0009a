/** What a browser lays out of a request: nothing of it ends out of sight without a sign. */
import { z } from 'zod'
import type { Locator, Page } from '@playwright/test'
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

/** A click waits for its button, which may go while it is looked for: so those that are there are clicked. */
async function clickUntilGone(buttons: Locator): Promise<void> {
  await expect
    .poll(async () => {
      await buttons.evaluateAll((found) => {
        for (const button of found) if (button instanceof HTMLElement) button.click()
      })
      return buttons.count()
    })
    .toBe(0)
}

test('what stands below the edge of a request is said to be there, and can be reached', async ({
  page,
  skein
}) => {
  await page.setViewportSize({ width: 900, height: 600 })
  const fields = Array.from({ length: 30 }, (_, index) => [`field${index}`, `value ${index}`])
  await askFor(page, {
    toolName: 'mcp__x__y',
    kind: 'other',
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
  await clickUntilGone(more)
  await expect(last).toBeInViewport()
})

test('a command cannot be pushed out of sight', async ({ page, skein }) => {
  const command = `echo one${' '.repeat(3_000)}; rm -rf ~/x\n${'\n'.repeat(400)}rm -rf ~/y`
  await askFor(page, { toolName: 'Bash', title: 'Run echo one', input: { command }, rules: [] })
  await openProject(page, skein)
  await ui.message(page).fill('run echo one')
  await ui.message(page).press('Enter')
  const card = page.getByRole('region', { name: /^Permission request/ })
  await expect(card.getByText('Outside the project')).toBeVisible()
  await clickUntilGone(card.getByRole('button', { name: /more (lines|characters)$/ }))
  await expect(card.locator('pre .text-danger\\!')).toHaveText(['~/x', '~/y'])
})
