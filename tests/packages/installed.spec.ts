/** The app as the deb installs it, run out of its archive on the stand-in: from the first start to an answer. */
import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, mergeTests } from '@playwright/test'
import { findInstallation } from '../../electron/launch/installation.ts'
import { root } from '../../scripts/run.ts'
import { say } from '../desktop/guideSession.ts'
import { test as desktopTest } from '../desktop/launch.ts'
import { test as madeTest } from './made.ts'
import { printed, unpackApp } from './opened.ts'

const test = mergeTests(desktopTest, madeTest)

test('opened with a folder, it answers', async ({ desktop, made }) => {
  const { version } = findInstallation(root)
  const installed = join(desktop.folder, 'installed')
  await printed('dpkg-deb', ['-x', join(made.linux, `Skein-${version}-linux-amd64.deb`), installed])
  const app = join(desktop.folder, 'app')
  unpackApp(join(installed, 'opt/Skein/resources'), app)
  // Nothing of the project's own node_modules is above it.
  expect(existsSync(join(app, 'node_modules', 'better-sqlite3'))).toBe(true)
  expect(app.startsWith(root)).toBe(false)

  const folder = join(realpathSync(desktop.folder), 'tides')
  mkdirSync(folder)
  writeFileSync(join(folder, 'notes.txt'), 'Neap tides follow the quarters of the moon.\n')
  const running = await desktop.launch(app, {}, [folder])
  const page = await running.firstWindow()
  await expect(page).toHaveURL(/\/projects\/[0-9a-f-]{36}/)
  await page.getByRole('button', { name: 'New session' }).first().click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
  // Claude Code is not in the package, and not on this person's machine: what helps stands beside the fact.
  await page.getByRole('button', { name: 'Use Guide instead' }).click()
  await say(page, 'read notes.txt')
  await expect(page.getByRole('article', { name: 'Guide' }).last()).toContainText('has 1 line (44 bytes)')
  await page.getByRole('button', { name: 'Read notes.txt · 1 line' }).click()
  await expect(page.getByText('Neap tides follow the quarters of the moon.').first()).toBeVisible()
})

test('the command gives the terminal back, and hands on what it was given', async ({ desktop }) => {
  const command = join(root, 'resources/linux/skein.sh')
  const [app, seen] = [join(desktop.folder, 'my app'), join(desktop.folder, 'seen')]
  // Writes down what it was called with, and then goes on until it is told to end.
  writeFileSync(
    app,
    `#!/bin/sh\nprintf '%s\\n' "$@" > '${seen}.new'\nmv '${seen}.new' '${seen}'\nexec cat '${seen}.pipe'\n`
  )
  chmodSync(app, 0o755)
  const run = promisify(execFile)
  await run('mkfifo', [`${seen}.pipe`])
  const env = { ...process.env, SKEIN_APP: app }
  await run('sh', [command, 'two words', 'skein://open'], { env, cwd: desktop.folder })
  await expect.poll(() => existsSync(seen)).toBe(true)
  expect(readFileSync(seen, 'utf8')).toBe('two words\nskein://open\n')
  writeFileSync(`${seen}.pipe`, '') // it ends

  const { stdout } = await run('sh', [command, '--help'], { env })
  expect(stdout).toContain('skein [folder or skein:// link]')
})
