/** What a person chooses for the whole app. */
import { chmod, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, openProject, test, ui } from './test.ts'

test('theme, mode and agent of new sessions are chosen in one menu and kept', async ({ page, skein }) => {
  await openProject(page, skein)
  const choose = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitemradio', { name, exact: true }).click()
    await page.keyboard.press('Escape')
  }
  await choose('Dark')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await choose('Plan')
  await expect
    .poll(() => skein.api('GET', '/settings'))
    .toMatchObject({
      theme: 'dark',
      defaultPermissionMode: 'plan'
    })
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await ui.newSession(page).click()
  await expect(ui.mode(page)).toContainText('Plan')
})

test('a program of Claude Code can be chosen, and a wrong one is told', async ({ page, skein }) => {
  test.skip(process.platform === 'win32', 'the program of this test is a shell script')
  const program = join(skein.folder, 'my claude')
  await writeFile(program, '#!/bin/sh\necho "9.9.9 (Claude Code)"\n')
  await chmod(program, 0o755)
  await page.goto(skein.link())
  const use = async (path: string): Promise<void> => {
    await page.getByRole('button', { name: /Choose its program|Program:/ }).click()
    await page.getByRole('textbox', { name: /Full path of the program/ }).fill(path)
    await page.keyboard.press('Enter')
  }
  const agents = page.getByRole('list', { name: 'Agents on this machine' })
  await use(program)
  await expect(agents).toContainText('9.9.9')
  await use('/nowhere/claude')
  await expect(agents).toContainText('/nowhere/claude')
  await expect(agents.getByRole('img', { name: 'Not available' })).toBeVisible()
})
