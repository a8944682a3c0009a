/** The whole flow, by keyboard alone: open, write, allow, stop, find, go back, put away. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test, ui } from './test.ts'

/** Presses Tab until it is there; a person would give up after so many. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('the Tab key does not lead there')
}

async function fromPalette(page: Page, name: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill(name)
  await page.keyboard.press('Enter')
}

test('a project is opened and a session held without a mouse', async ({ page, skein }) => {
  const folder = join(skein.folder, 'tides')
  await mkdir(folder)
  await writeFile(join(folder, 'high-tide.md'), 'noon')
  await page.goto(skein.link())

  await tabTo(page, page.getByRole('textbox', { name: 'Folder path' }))
  await page.keyboard.type(folder)
  await page.keyboard.press('Enter')
  await expect(ui.message(page)).toBeFocused()

  // A file is mentioned, and the message sent.
  await page.keyboard.type('read @high')
  await expect(page.getByRole('option', { name: /high-tide/ })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(ui.message(page)).toHaveValue('read @high-tide.md ')
  await ui.message(page).fill('')
  await page.keyboard.type('/re')
  await expect(page.getByRole('option', { name: /read/ })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.type('high-tide.md')
  await page.keyboard.press('Enter')
  await expect(ui.articles(page).first()).toBeVisible()
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  await expect(ui.message(page)).toBeFocused()

  // A permission leaves the focus where it is; one goes to it, and comes back with the answer.
  await page.keyboard.type('run echo hello')
  await page.keyboard.press('Enter')
  const card = page.getByRole('region', { name: /Permission request/ })
  await expect(card).toBeVisible()
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.press('F6')
  await expect(card).toBeFocused()
  await expect(async () => {
    await page.keyboard.press('Enter')
    await expect(card).toHaveCount(0, { timeout: 200 })
  }).toPass()
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  await expect(ui.message(page)).toBeFocused()

  // A long answer is stopped.
  await page.keyboard.type('say 5000 words')
  await page.keyboard.press('Enter')
  await expect(ui.stop(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(ui.transcript(page).getByText('You stopped this turn.')).toBeVisible()

  // Find, and back to where one was.
  await page.keyboard.press('ControlOrMeta+f')
  const find = page
    .getByRole('textbox', { name: 'Find in session' })
    .or(page.getByRole('searchbox', { name: 'Find in session' }))
  await expect(find).toBeFocused()
  await page.keyboard.type('noon')
  await expect(page.getByText(/^\d+ of \d+$/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(ui.message(page)).toBeFocused()

  // Esc twice on an empty composer goes back to an earlier message.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  const picker = page.getByRole('dialog', { name: 'Go back to an earlier message' })
  await expect(picker).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(picker).toHaveCount(0)

  // The mode is changed without leaving the text.
  await ui.message(page).focus()
  await page.keyboard.press('Shift+Tab')
  await expect(ui.mode(page)).not.toContainText('Ask')

  // Renamed and put away, from the palette.
  await fromPalette(page, 'rename')
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeFocused()
  await page.keyboard.type('Tides')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Tides' })).toBeVisible()
  await fromPalette(page, 'archive this')
  await expect(ui.sessions(page)).toHaveCount(0)
})
