/** WCAG 2.2 AA by axe, in every view, light, dark and high contrast. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openProject, say, test, ui } from './test.ts'

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe objects to (pop-ups stand beside the landmarks on purpose), as lines a person can act on. */
async function objections(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).disableRules(['region']).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id}: ${target.join(' ')}: ${failureSummary?.replaceAll('\n', ' ') ?? ''}`
    )
  )
}

for (const theme of ['light', 'dark', 'contrast'] as const) {
  test.describe(theme, () => {
    test.beforeEach(async ({ page, skein }) => {
      // Half-way through a transition colours are nobody's choice.
      await skein.api('PATCH', '/settings', { theme, motion: 'reduce' })
      await page.emulateMedia({ colorScheme: theme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    })

    test('the projects', async ({ page, skein }) => {
      await page.goto(skein.link())
      await expect(page.getByRole('button', { name: 'Open folder' })).toBeVisible()
      expect(await objections(page)).toEqual([])
      await skein.openProject()
      await expect(page.getByRole('list', { name: 'Recent projects' })).toBeVisible()
      expect(await objections(page)).toEqual([])
    })

    test('the settings', async ({ page, skein }) => {
      await openProject(page, skein)
      await page.keyboard.press('ControlOrMeta+,')
      await expect(page.getByRole('radiogroup', { name: 'Theme' })).toBeVisible()
      expect(await objections(page)).toEqual([])
    })

    test('the doctor and the diagnostics', async ({ page, skein }) => {
      await page.goto(skein.link('/doctor'))
      await expect(page.getByRole('list', { name: 'Findings' })).toBeVisible()
      expect(await objections(page)).toEqual([])
      await page.getByRole('button', { name: 'Export diagnostics…' }).click()
      await expect(page.getByRole('button', { name: 'Save…' })).toBeEnabled()
      expect(await objections(page)).toEqual([])
    })

    test('a new session, the palette and the help sheet', async ({ page, skein }) => {
      await openProject(page, skein)
      await expect(ui.message(page)).toBeEditable()
      expect(await objections(page)).toEqual([])
      await page.keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeVisible()
      expect(await objections(page)).toEqual([])
      await page.keyboard.press('Escape')
      await ui.newSession(page).focus()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
      expect(await objections(page)).toEqual([])
    })

    test('a session with tools, a failed turn and a permission', async ({ page, skein }) => {
      await openProject(page, skein)
      await say(page, 'help')
      await say(page, 'list')
      await say(page, 'fail')
      expect(await objections(page)).toEqual([])
      await ui.message(page).fill('run echo hello')
      await ui.message(page).press('Enter')
      await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
      expect(await objections(page)).toEqual([])
    })

    test('the dialogs of a session', async ({ page, skein }) => {
      await openProject(page, skein)
      await say(page, 'say 3 words')
      for (const [item, title] of [
        ['Rename…', 'Rename session'],
        ['Go back to an earlier message…', 'Go back to an earlier message'],
        ['Export…', 'Export this session'],
        ['Delete…', 'Delete this session?']
      ] as const) {
        await page.getByRole('main').getByRole('button', { name: 'Session', exact: true }).click()
        await page.getByRole('menuitem', { name: item }).click()
        await expect(
          page.getByRole(/Delete/.test(item) ? 'alertdialog' : 'dialog', { name: title })
        ).toBeVisible()
        expect(await objections(page)).toEqual([])
        await page.keyboard.press('Escape')
      }
    })
  })
}
