/** The doctor in the page, in browser mode: what is found, what helps, what is given away; and the log beside it. */
import { chmod, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, openProject, say, test, ui } from './test.ts'

test('findings stand there with a sentence each, reached from the palette and the settings', async ({
  page,
  skein
}) => {
  await page.goto(skein.link())
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('all is well')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/doctor$/)
  const findings = page.getByRole('list', { name: 'Findings' }).getByRole('listitem')
  await expect(findings.filter({ hasText: 'The database works.' })).toHaveAttribute('data-state', 'ok')
  await expect(findings.filter({ hasText: 'The data folder can be written.' })).toContainText(
    join(skein.folder, 'data')
  )
  await page.goto(new URL('/settings', page.url()).href)
  await expect(page.getByText('set ANTHROPIC_API_KEY before you start Skein')).toBeVisible()
  await page.getByRole('button', { name: 'Look whether all is well' }).click()
  await expect(page.getByRole('heading', { name: 'Is all well?' })).toBeVisible()
})

test('what is wrong is told on the start page, helped on the doctor’s, and gone when it is mended', async ({
  page,
  skein
}) => {
  test.skip(process.platform === 'win32', 'the program of this test is a shell script')
  await skein.api('PATCH', '/settings', { agents: { claude: { program: '/nowhere/claude' } } })
  await page.goto(skein.link())
  const trouble = page
    .getByRole('alert')
    .filter({ hasText: 'Claude Code cannot be used on this machine yet.' })
  await trouble.getByRole('link', { name: 'See what helps' }).click()
  const finding = page.locator('[data-finding="agent:claude"]')
  await expect(finding).toHaveAttribute('data-state', 'bad')
  await expect(finding.getByRole('button', { name: 'Copy the command' })).toBeVisible()

  const program = join(skein.folder, 'claude')
  await writeFile(program, '#!/bin/sh\necho "9.9.9 (Claude Code)"\n')
  await chmod(program, 0o755)
  await finding.getByRole('button', { name: /Program:/ }).click()
  await page.getByRole('textbox', { name: /Full path of the program/ }).fill(program)
  await page.keyboard.press('Enter')
  await expect(finding).toHaveAttribute('data-state', 'ok')
  await expect(finding).toContainText('Claude Code 9.9.9 is ready.')
  await page.goto(new URL('/', page.url()).href)
  await expect(page.getByRole('list', { name: 'Agents on this machine' })).toContainText('9.9.9')
  await expect(trouble).toHaveCount(0)
})

test('German pages get German findings', async ({ page, skein }) => {
  await skein.api('PATCH', '/settings', { language: 'de' })
  await page.goto(skein.link('/doctor'))
  await expect(page.getByText('Die Datenbank arbeitet.')).toBeVisible()
})

test('diagnostics are read first, then downloaded as they were read', async ({ page, skein }) => {
  await page.goto(skein.link('/doctor'))
  await page.getByRole('button', { name: 'Export diagnostics…' }).click()
  const shown = page.locator('pre')
  await expect(shown).toContainText('[well] database: The database works.')
  const text = await shown.textContent()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save…' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^skein-diagnostics-.*\.txt$/)
  expect(await readFile(await download.path(), 'utf8')).toBe(text)
  expect(text).not.toContain(skein.token)
  expect(text).not.toContain(skein.folder)
})

test.describe('what is logged', () => {
  test.use({ env: { SKEIN_LOG: 'debug', ANTHROPIC_API_KEY: 'sk-ant-canarykey-0123456789' } })

  test('no word of a session, no file’s text, no key, no token: on standard error and in the files', async ({
    page,
    skein
  }) => {
    await writeFile(join(skein.projectPath, 'canaryfile.txt'), 'canarytext in a file')
    await openProject(page, skein)
    await say(page, 'say 4 canaryprompt')
    await say(page, 'read canaryfile.txt')
    await say(page, 'fail')
    await ui.message(page).fill('canarydraft')
    await expect.poll(() => skein.count('SELECT count(*) AS count FROM drafts')).toBe(1)
    await page.goto(new URL('/no-such-page?token=canaryquery', page.url()).href)
    await skein.terminate()
    const folder = join(skein.folder, 'data', 'logs')
    expect(await readdir(folder)).toEqual(['skein.log'])
    const file = await readFile(join(folder, 'skein.log'), 'utf8')
    expect(file).toContain('"serving"')
    for (const text of [file, skein.log]) {
      expect(text).not.toMatch(/canary/)
      expect(text).not.toContain(skein.token)
    }
  })
})

test('a log that cannot be written is told, and nothing else suffers', async ({ page, skein }) => {
  await skein.terminate()
  const logs = join(skein.folder, 'data', 'logs')
  await rm(logs, { recursive: true })
  await writeFile(logs, 'in the way')
  await skein.startAgain()
  await page.goto(skein.link('/doctor'))
  await expect(page.locator('[data-finding="logs"]')).toHaveAttribute('data-state', 'warn')
  await expect(page.locator('[data-finding="database"]')).toHaveAttribute('data-state', 'ok')
})
