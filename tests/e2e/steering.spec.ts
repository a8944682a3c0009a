/** Going back, branching off, taking along, putting away. */
import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, openProject, say, sessionIdOf, test, ui } from './test.ts'

async function chooseInMenu(page: Page, name: string): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Session', exact: true }).click()
  await page.getByRole('menuitem', { name }).click()
}

const prompts = (page: Page) => ui.transcript(page).locator('article[data-role="user"]')

test('an earlier message is written anew; the old branch stays reachable, also after a reload', async ({
  page,
  skein
}) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await say(page, 'say 4 words')
  await say(page, 'say 5 words')

  await chooseInMenu(page, 'Go back to an earlier message…')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /say 4 words/ })
    .click()
  await expect(ui.message(page)).toBeFocused()
  await expect(ui.message(page)).toHaveValue('say 4 words')
  // Until it is sent nothing has happened.
  await expect(prompts(page)).toHaveCount(3)
  await ui.message(page).fill('say 6 words')
  await ui.message(page).press('Enter')
  await expect(prompts(page)).toHaveText([/say 3 words/, /say 6 words/])
  await expect(ui.transcript(page)).toHaveAttribute('data-turn', 'idle')

  const edited = prompts(page).nth(1)
  await edited.hover()
  await edited.getByRole('button', { name: 'Show the version before' }).click()
  await expect(prompts(page)).toHaveText([/say 3 words/, /say 4 words/, /say 5 words/])
  await page.reload()
  await expect(prompts(page)).toHaveText([/say 3 words/, /say 4 words/, /say 5 words/])
  await say(page, 'say 7 words')
  await expect(prompts(page)).toHaveText([/say 3 words/, /say 4 words/, /say 5 words/, /say 7 words/])
})

test('a fork has everything up to its message and lives on its own', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await say(page, 'say 4 words')
  const original = sessionIdOf(page)
  await ui.articles(page).nth(1).hover()
  // The buttons of the row under the pointer are the ones that can be seen.
  await page.getByRole('button', { name: 'Fork from here' }).nth(1).click()
  await expect.poll(() => sessionIdOf(page)).not.toBe(original)
  await expect(prompts(page)).toHaveText([/say 3 words/])
  await say(page, 'say 9 words')
  await page.goBack()
  await expect(prompts(page)).toHaveText([/say 3 words/, /say 4 words/])
})

test('a deleted session says what goes, and comes back whole when it is undone', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  const address = page.url()
  await chooseInMenu(page, 'Delete…')
  const dialog = page.getByRole('alertdialog')
  await expect(dialog.getByText('Will be gone:')).toBeVisible()
  await expect(dialog.getByText(/\.jsonl$/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(ui.sessions(page)).toHaveCount(0)
  await expect(page).not.toHaveURL(address)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page).toHaveURL(address)
  await expect(prompts(page)).toHaveText([/say 3 words/])
  await expect(ui.sessions(page)).toHaveCount(1)
})

test('an archived session leaves the list and is found in the archive', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'say 3 words')
  await chooseInMenu(page, 'Archive')
  await expect(ui.sessions(page)).toHaveCount(0)
  await page.reload()
  await expect(prompts(page)).toHaveCount(1)
  await expect(ui.sessions(page)).toHaveCount(0)
  await page.getByRole('button', { name: 'Archive', exact: true }).click()
  const archive = page.getByRole('list', { name: 'Archive' })
  await expect(archive.getByRole('link')).toHaveText([/say 3 words/])
  await chooseInMenu(page, 'Take out of the archive')
  await expect(ui.sessions(page)).toHaveCount(1)
})

test('an export is downloaded, with secrets masked', async ({ page, skein }) => {
  await openProject(page, skein)
  await say(page, 'my key is sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789')
  await chooseInMenu(page, 'Export…')
  const dialog = page.getByRole('dialog', { name: 'Export this session' })
  // It is looked at first, each masked place by its turn.
  await expect(dialog.getByText('1 place masked: 1 Anthropic token')).toBeVisible()
  await expect(dialog.getByRole('region', { name: 'Preview' })).toContainText('my key is [secret]')
  await dialog.getByRole('button', { name: 'Next masked place' }).press('Enter')
  await expect(dialog.getByText('1 of 1')).toBeVisible()
  await expect(dialog.locator('mark[aria-current]')).toBeInViewport()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click()
  ])
  expect(download.suggestedFilename()).toMatch(/\.md$/)
  const text = await readFile(await download.path(), 'utf8')
  expect(text).toContain('my key is [secret]')
  expect(text).not.toContain('sk-ant')
  await expect(dialog).toHaveCount(0)
})
