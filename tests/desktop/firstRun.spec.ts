/** The first run as a person has it: open a folder, let the guide write a file, quit, come back. */
import { mkdirSync, realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { test } from './launch.ts'

/** The system's dialog cannot be clicked, so it answers by itself, as in a real Electron. */
function answerFolderDialog(app: ElectronApplication, folder: string): Promise<void> {
  return app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, folder)
}

/** A new session begins with the agent of the settings; the guide answers without any account. */
async function chooseGuide(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Agent' }).click()
  await page.getByRole('option', { name: /Guide/ }).click()
}

test('open a folder, allow the guide to write, quit, and find the session again', async ({ desktop }) => {
  const project = join(realpathSync(desktop.folder), 'first-project')
  mkdirSync(project)
  const app = await desktop.launch()
  const page = await app.firstWindow()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))

  await answerFolderDialog(app, project)
  await page.getByRole('button', { name: 'Open folder' }).click()
  await expect(page).toHaveURL(/\/projects\/[^/]+\/chat/)

  await chooseGuide(page)
  await page.getByRole('textbox', { name: 'Message' }).fill('write hello.txt Good morning')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('button', { name: 'Allow once' }).click()
  await expect(page.getByRole('button', { name: 'Allow once' })).toHaveCount(0)
  await expect.poll(() => readFile(join(project, 'hello.txt'), 'utf8').catch(() => null)).toBe('Good morning')
  const address = new URL(page.url()).pathname
  expect(faults).toEqual([])
  await app.close()

  const again = await desktop.launch()
  const secondPage = await again.firstWindow()
  // The window comes back with what it showed.
  await expect(secondPage).toHaveURL(new RegExp(`${address}$`))
  await expect(secondPage.getByText('write hello.txt Good morning').first()).toBeVisible()
  await secondPage.goto(new URL('/', secondPage.url()).href)
  await secondPage
    .getByRole('link', { name: /first-project/ })
    .first()
    .click()
  await secondPage
    .getByRole('link', { name: /write hello\.txt/ })
    .first()
    .click()
  await expect(secondPage).toHaveURL(new RegExp(`${address}$`))
  await again.close()
})
