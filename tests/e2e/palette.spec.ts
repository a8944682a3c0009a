/** Keys, palette, help sheet and settings page, by keyboard alone. */
import { expect, openProject, say, test, ui } from './test.ts'

test('everything is reached from the command palette, by its name', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 5 words')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  const search = palette.getByRole('combobox')

  await page.keyboard.press('ControlOrMeta+k')
  await search.fill('rename')
  await page.keyboard.press('Enter')
  const title = page.getByRole('textbox', { name: 'Title' })
  await expect(title).toBeFocused()
  await title.fill('Five words')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Five words' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await search.fill('new ses')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'New session' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await search.fill('five')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Five words' })).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await search.fill('no such thing at all')
  await expect(palette.getByText('Nothing found.')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
})

test('the help sheet opens by its key, not while writing, and gives the focus back', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(ui.message(page)).toBeFocused()
  await page.keyboard.type('what?')
  await expect(ui.message(page)).toHaveValue('what?')
  await expect(sheet).toHaveCount(0)

  const newSession = ui.newSession(page)
  await newSession.focus()
  await page.keyboard.press('?')
  await expect(sheet.getByText('Command palette')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await expect(newSession).toBeFocused()
})

test('sidebar and sessions are moved through by key', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await ui.newSession(page).click()
  await say(page, 'say 4 words')
  const heading = (name: string) => page.getByRole('heading', { level: 1, name })
  await expect(heading('say 4 words')).toBeVisible()
  await page.keyboard.press('Alt+PageDown')
  await expect(heading('say 3 words')).toBeVisible()
  await page.keyboard.press('Alt+PageUp')
  await expect(heading('say 4 words')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+b')
  await expect(page.getByRole('complementary', { name: 'Projects and sessions' })).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+b')
  await expect(page.getByRole('complementary', { name: 'Projects and sessions' })).toBeVisible()
})

test('appearance is chosen on the settings page, shown at once and kept', async ({ page, skein }) => {
  await openProject(page, skein)
  await page.keyboard.press('ControlOrMeta+,')
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible()
  const html = page.locator('html')
  const sizeOf = () =>
    page.evaluate(() => getComputedStyle(document.querySelector('h1') ?? document.body).fontSize)
  const before = await sizeOf()
  await page.getByRole('radiogroup', { name: 'Theme' }).getByRole('radio', { name: 'High contrast' }).click()
  await page.getByRole('radiogroup', { name: 'Text size' }).getByRole('radio', { name: '20' }).click()
  await page
    .getByRole('radiogroup', { name: 'Motion' })
    .getByRole('radio', { name: 'As little as possible' })
    .click()
  await expect(html).toHaveAttribute('data-theme', 'contrast')
  await expect(html).toHaveAttribute('data-motion', 'reduce')
  await expect.poll(async () => parseFloat(await sizeOf())).toBeGreaterThan(parseFloat(before) * 1.3)
  await expect
    .poll(() => skein.api('GET', '/settings'))
    .toMatchObject({ theme: 'contrast', fontSize: 20, motion: 'reduce' })

  // The server writes it into the page: nothing jumps when it is opened again.
  await page.reload()
  await expect(html).toHaveAttribute('data-theme', 'contrast')
  await expect(html).toHaveAttribute('data-font-size', '20')
})

test('the language of the page is chosen, and kept', async ({ page, skein }) => {
  await openProject(page, skein)
  await page.keyboard.press('ControlOrMeta+,')
  await page.getByRole('radiogroup', { name: 'Language' }).getByRole('radio', { name: 'Deutsch' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Einstellungen' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  await page.getByRole('button', { name: 'Zurück' }).click()
  await expect(page.getByRole('button', { name: 'Neue Sitzung' })).toBeVisible()
})

test('what was allowed for a project is listed, and taken back', async ({ page, skein }) => {
  await openProject(page, skein)
  await ui.message(page).fill('run echo hello')
  await ui.message(page).press('Enter')
  await page.getByRole('button', { name: 'For this project' }).click()
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')
  // The rule holds: nothing is asked any more.
  await say(page, 'run echo hello')

  await page.keyboard.press('ControlOrMeta+,')
  const takeBack = page.getByRole('button', { name: /^Take back Bash echo hello/ })
  await takeBack.click()
  await expect(takeBack).toHaveCount(0)
  await page.goBack()
  await ui.message(page).fill('run echo hello')
  await ui.message(page).press('Enter')
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
})
