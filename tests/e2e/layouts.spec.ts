/** Keys as the browser reports them on other layouts than ours: shortcuts, the letters of a card, the help sheet, lines. */
import type { Page } from '@playwright/test'
import { expect, openProject, say, test, ui } from './test.ts'

/** As Chromium's own input takes them. */
const CONTROL = 2
const ALT = 1
const SHIFT = 8

interface Press {
  readonly key: string
  readonly code: string
  readonly keyCode: number
  readonly modifiers?: number
}

/** One real key, down and up; it writes what it is called when nothing else is held. */
async function press(page: Page, { key, code, keyCode, modifiers = 0 }: Press): Promise<void> {
  const input = await page.context().newCDPSession(page)
  const of = { key, code, windowsVirtualKeyCode: keyCode, modifiers }
  const writes = (modifiers & (CONTROL | ALT)) === 0 && Array.from(key).length === 1
  await input.send('Input.dispatchKeyEvent', { type: 'keyDown', ...of, ...(writes ? { text: key } : null) })
  await input.send('Input.dispatchKeyEvent', { type: 'keyUp', ...of })
  await input.detach()
}

test('shortcuts are found where a layout has no Latin letters, and follow the letter where it has', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const control = (key: string, code: string, keyCode: number) =>
    press(page, { key, code, keyCode, modifiers: CONTROL })
  for (const [key, code] of [
    ['л', 'KeyK'],
    ['κ', 'KeyK'],
    ['ל', 'KeyK'],
    ['ن', 'KeyK'],
    ['k', 'KeyV']
  ] as const) {
    await expect(ui.message(page)).toBeFocused()
    await control(key, code, 75)
    await expect(palette).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(palette).toHaveCount(0)
  }
  // Dvorak has a T there, and AltGr is Control and Alt on Windows.
  await control('t', 'KeyK', 84)
  await press(page, { key: 'л', code: 'KeyK', keyCode: 75, modifiers: CONTROL | ALT })
  await press(page, { key: 'ъ', code: 'BracketRight', keyCode: 221 })
  await expect(ui.message(page)).toHaveValue('ъ')
  await expect(palette).toHaveCount(0)
  // Arabic writes two letters there.
  await control('لا', 'KeyB', 66)
  await expect(page.getByRole('complementary', { name: 'Projects and sessions' })).toHaveCount(0)
})

test('the letters of a card are the keys they stand on', async ({ page, skein }) => {
  await openProject(page, skein)
  const card = page.getByRole('region', { name: /Permission request/ })
  await ui.message(page).fill('run echo hello')
  await page.keyboard.press('Enter')
  await expect(card).toBeVisible()
  await page.keyboard.press('F6')
  await expect(card).toBeFocused()
  await expect(async () => {
    await press(page, { key: 'в', code: 'KeyD', keyCode: 68 })
    await expect(card).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  await expect(
    ui
      .transcript(page)
      .getByText(/denied/i)
      .first()
  ).toBeVisible()
})

test('a key is shown as it reads on this keyboard', async ({ page, skein }) => {
  await page.addInitScript(() => {
    const layout = new Map([
      ['KeyK', 'л'],
      ['KeyA', 'ф'],
      ['Comma', 'б']
    ])
    Object.defineProperty(navigator, 'keyboard', { value: { getLayoutMap: () => Promise.resolve(layout) } })
  })
  await openProject(page, skein)
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox').fill('settings')
  await expect(page.getByRole('option', { name: /^Settings/ }).locator('kbd')).toHaveText(/Б$/)
  await page.keyboard.press('Escape')
  await ui.newSession(page).focus()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(
    sheet
      .locator('div', { hasText: /^Command palette/ })
      .locator('kbd')
      .first()
  ).toHaveText(/Л$/)
  await expect(
    sheet
      .locator('div', { hasText: /^Allow once/ })
      .locator('kbd')
      .first()
  ).toHaveText('Ф')
})

test('Alt+Enter starts a line where the caret stands, and can be undone', async ({ page, skein, wire }) => {
  await openProject(page, skein)
  await ui.message(page).fill('one two')
  for (let steps = 0; steps < 3; steps += 1) await page.keyboard.press('ArrowLeft')
  await press(page, { key: 'Enter', code: 'Enter', keyCode: 13, modifiers: ALT })
  await expect(ui.message(page)).toHaveValue('one \ntwo')
  await page.keyboard.type('and ')
  await expect(ui.message(page)).toHaveValue('one \nand two')
  await press(page, { key: 'Enter', code: 'Enter', keyCode: 13, modifiers: ALT | SHIFT })
  await expect(ui.message(page)).toHaveValue('one \nand \ntwo')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(ui.message(page)).not.toHaveValue('one \nand \ntwo')
  expect(wire.messages()).toEqual([])
})

test('what an input method takes does nothing else: its Escape stops no agent', async ({
  page,
  skein,
  wire
}) => {
  await openProject(page, skein)
  await say(page, 'say 2 words')
  await ui.message(page).fill('say 4000 words')
  await page.keyboard.press('Enter')
  await expect(ui.stop(page)).toBeVisible()
  await ui.message(page).focus()
  await press(page, { key: 'Escape', code: 'Escape', keyCode: 229 })
  await press(page, { key: 'Enter', code: 'Enter', keyCode: 229, modifiers: ALT })
  await press(page, { key: 'Escape', code: 'Escape', keyCode: 27 })
  await expect(ui.transcript(page).getByText('You stopped this turn.')).toBeVisible()
  expect(wire.sent.filter(({ type }) => type === 'interrupt')).toHaveLength(1)
})
