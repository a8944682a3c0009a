/**
 * A diagram that is never done, in the built app and in a browser that gives each site a process, as browsers of people
 * and the desktop app do: only its own process is busy, and that one is ended.
 */
import { writeAnswer } from '../e2e/answerSession.ts'
import { expect, test } from '../e2e/test.ts'
import { longestTask, watchTasks } from './text/longTasks.ts'

test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), '--site-per-process'] })
  }
})

test('a diagram without end is ended, says so, and the next one is drawn', async ({ page, skein }) => {
  const tasks = await watchTasks(page)
  const endless = 'block-beta\n  columns 3\n  a space:9000000000 b'
  const path = await writeAnswer(skein, 'draw', [
    { type: 'text', text: `\`\`\`mermaid\n${endless}\n\`\`\`` },
    { type: 'text', text: '```mermaid\nflowchart LR\n  A[Window] --> B[Server]\n```' }
  ])
  await page.goto(skein.link(path))
  await expect(page.getByRole('img', { name: 'Diagram' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('This diagram is large and may take long to draw.')).toBeVisible()
  await page.getByRole('button', { name: 'Draw it' }).click()
  await expect(page.getByText('Drawing…')).toBeVisible()
  const composer = page.getByRole('textbox').last()
  await composer.fill('the page is free meanwhile')
  await expect(page.getByText(/^This diagram took too long to draw/)).toBeVisible({ timeout: 20_000 })
  expect(Math.max(0, ...(await tasks()))).toBeLessThan(await longestTask(page))
  // A new frame draws, whatever the old one was busy with.
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = page.getByRole('img', { name: 'Diagram' })
  await expect(dark).toHaveAttribute('src', /e9e5dd/i, { timeout: 30_000 })
})
