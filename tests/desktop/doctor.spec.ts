/** Keys, logs, crashes and diagnostics in the desktop app: what is kept, what is told, and what never leaves. */
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { root } from '../../scripts/run.ts'
import { Project } from '../../shared/session.ts'
import { writeStubProgram } from '../agent/stubProgram.ts'
import { ask, openGuideSession, say } from './guideSession.ts'
import { type Desktop, endpointOf, environment, runAgain, start, test } from './launch.ts'

const key = 'sk-ant-api03-canary-0123456789'

async function openPage(app: ElectronApplication, path = '/'): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await page.goto(new URL(path, page.url()).href)
  return page
}

/** Every byte the app keeps, but for Chromium's own files. */
function keptText(desktop: Desktop): string {
  return readdirSync(desktop.userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(join(desktop.userData, 'window')))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n')
}

const logText = (desktop: Desktop): string =>
  readFileSync(join(desktop.userData, 'logs', 'skein.log'), 'utf8')

async function keepKey(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Keep a key…' }).click()
  await page.getByLabel('API key', { exact: true }).fill(key)
  await page.getByRole('button', { name: 'Save', exact: true }).last().click()
  await expect(page.getByText('A key is kept')).toBeVisible()
}

test('a kept key reaches the agent’s process, over a restart, and is found nowhere else', async ({
  desktop
}) => {
  test.skip(process.platform === 'win32', 'the agent of this test is a shell script')
  const stub = await writeStubProgram({
    prompts: [
      [
        { type: 'system', subtype: 'init', model: 'm1' },
        { type: 'result', subtype: 'success', is_error: false, terminal_reason: 'completed' }
      ]
    ]
  })
  mkdirSync(join(desktop.folder, 'project'))
  const given = join(desktop.folder, 'given')
  const program = join(desktop.folder, 'claude')
  const lines = ['#!/bin/sh', `test "$1" = --version && echo 9.9.9 && exit`]
  writeFileSync(
    program,
    `${lines.join('\n')}\nprintf %s "$ANTHROPIC_API_KEY" > '${given}'\nexec '${stub.path}' "$@"\n`
  )
  chmodSync(program, 0o755)

  const first = await desktop.launch(undefined, { SKEIN_LOG: 'debug' })
  const settings = await openPage(first, '/settings')
  await ask(settings, 'PATCH', '/api/settings', {
    agents: { claude: { program: program } },
    defaultAgent: 'claude'
  })
  await keepKey(settings)
  expect(await settings.content()).not.toContain(key)
  await first.close()

  const again = await desktop.launch(undefined, { SKEIN_LOG: 'debug' })
  const page = await openPage(again, '/settings')
  await expect(page.getByText('A key is kept')).toBeVisible()
  const told: string[] = []
  page.on(
    'response',
    (response) =>
      void response.text().then(
        (text) => told.push(text),
        () => undefined
      )
  )
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => told.push(String(payload))))
  const { id } = Project.parse(
    await ask(page, 'POST', '/api/projects', { path: join(desktop.folder, 'project') })
  )
  // Nothing is sent to Claude Code before somebody has said whether the folder is trusted.
  await ask(page, 'PATCH', `/api/projects/${id}`, { trusted: false })
  await page.goto(new URL(`/projects/${id}/chat`, page.url()).href)
  await say(page, 'go')
  await expect.poll(() => existsSync(given) && readFileSync(given, 'utf8')).toBe(key)
  for (const path of ['/api/settings', '/api/agents', '/api/doctor', '/api/diagnostics', '/api/status']) {
    told.push(JSON.stringify(await ask(page, 'GET', path)))
  }
  expect(await page.evaluate(() => window.skein?.keyState('claude'))).toEqual({ stored: true, refusal: null })
  expect(told.filter((text) => text.includes(key))).toEqual([])
  expect(told.some((text) => text.includes('An API key that Skein keeps, encrypted.'))).toBe(true)
  expect((await page.content()).includes(key)).toBe(false)
  expect(keptText(desktop).includes(key)).toBe(false)
  await again.close()
  await stub.remove()
})

test('a key is removed again', async ({ desktop }) => {
  const page = await openPage(await desktop.launch(), '/settings')
  await keepKey(page)
  expect(readdirSync(join(desktop.userData, 'keys'))).toEqual(['claude'])
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove', exact: true }).last().click()
  await expect(page.getByText('No key is kept')).toBeVisible()
  expect(readdirSync(join(desktop.userData, 'keys'))).toEqual([])
})

test('where the system only pretends to keep secrets, no key is taken, and the reason stands there', async ({
  desktop
}) => {
  test.skip(process.platform !== 'linux', 'only Linux has a keychain that is none')
  const app = await desktop.launch()
  await app.evaluate(({ safeStorage }) => {
    safeStorage.getSelectedStorageBackend = () => 'basic_text'
  })
  const page = await openPage(app, '/settings')
  await expect(
    page.getByText('This system would keep the key behind a password everybody knows')
  ).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep a key…' })).toHaveCount(0)
  // Past the page, too.
  expect(await page.evaluate((text) => window.skein?.keepKey('claude', text), key)).toEqual({
    stored: false,
    refusal: 'plain_text'
  })
  expect(existsSync(join(desktop.userData, 'keys'))).toBe(false)
})

test('only known agents and whole keys are taken', async ({ desktop }) => {
  const page = await openPage(await desktop.launch())
  for (const [agent, text] of [
    ['../../claude', key],
    ['guide', key],
    ['claude', 'a b c d e f g h'],
    ['claude', '']
  ] as const) {
    const refused = page.evaluate(([a, k]) => window.skein?.keepKey(a, k), [agent, text] as const)
    await expect(refused).rejects.toThrow('does not take these arguments')
  }
})

test('the log says what happened in files of its own, without a word of a session or a token', async ({
  desktop
}) => {
  const app = await desktop.launch(undefined, { SKEIN_LOG: 'debug' })
  const page = await openPage(app)
  await openGuideSession(desktop, page)
  await say(page, 'say 3 canarywordone')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  await say(page, 'run echo canarywordtwo')
  await page.getByRole('button', { name: 'Allow once' }).click()
  await expect(page.getByText('canarywordtwo').first()).toBeVisible()
  const { token } = await endpointOf(page)
  await app.close()
  const log = logText(desktop)
  expect(log).toContain('"serving"')
  expect(log).not.toContain('canaryword')
  expect(log).not.toContain(token)
})

test('a process of Chromium that is lost stands in the log', async ({ desktop }) => {
  const app = await desktop.launch()
  await openPage(app)
  const lost = { type: 'GPU', reason: 'crashed', exitCode: 5, name: 'GPU process' }
  await app.evaluate(({ app: electron }, details) => electron.emit('child-process-gone', {}, details), lost)
  await app.evaluate(({ app: electron }) =>
    electron.emit('child-process-gone', {}, { type: 'Utility', reason: 'clean-exit', exitCode: 0 })
  )
  await app.close()
  const lines = logText(desktop)
    .split('\n')
    .filter((line) => line.includes('of Chromium was lost'))
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([lost])
})

test('a start that follows a crash says so once, with the place of the dump', async ({ desktop }) => {
  const first = await desktop.launch()
  await openPage(first)
  expect(await first.evaluate(({ app }) => app.getPath('crashDumps'))).toBe(join(desktop.userData, 'crashes'))
  await first.close()

  const folder = join(desktop.userData, 'crashes', 'completed')
  mkdirSync(folder, { recursive: true })
  const dump = join(folder, '0b7f6a3e.dmp')
  writeFileSync(dump, 'MDMP')
  const second = await desktop.launch()
  const page = await openPage(second)
  await expect(page.getByText(`A crash dump lies at ${dump}`)).toBeVisible()
  await page.goto(new URL('/doctor', page.url()).href)
  await expect(page.getByText('One crash dump is kept.')).toBeVisible()
  await second.close()

  const third = await openPage(await desktop.launch())
  await expect(third.getByRole('list', { name: 'Agents on this machine' })).toBeVisible()
  expect(await ask(third, 'GET', '/api/status')).toMatchObject({ problems: [] })
})

test('the stand-in’s crash reporter was started before the app was ready, and uploads nothing', async ({
  desktop
}) => {
  test.skip(process.env['ELECTRON_REAL'] === '1', 'Electron does not tell how its reporter was started')
  const app = await desktop.launch()
  expect(
    await app.evaluate(({ crashReporter }) => ('started' in crashReporter ? crashReporter.started : null))
  ).toEqual([{ options: { uploadToServer: false }, wasReady: false }])
})

test('diagnostics are read in the page and saved exactly as they were read', async ({ desktop }) => {
  const app = await desktop.launch()
  const file = join(desktop.folder, 'for you.txt')
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
  }, file)
  const page = await openPage(app, '/doctor')
  await page.getByRole('button', { name: 'Export diagnostics…' }).click()
  const shown = page.getByLabel('Diagnostics', { exact: true }).locator('visible=true').last()
  await expect(shown).toContainText('Skein diagnostics')
  const text = await shown.textContent()
  await page.getByRole('button', { name: 'Save…' }).click()
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8')).toBe(text)
  const { token } = await endpointOf(page)
  expect(text).not.toContain(token)
  expect(text).not.toContain(desktop.folder)
})

test('a data folder that cannot be made is told in a sentence, and the app ends', async ({ desktop }) => {
  writeFileSync(desktop.userData, 'a file in its place')
  const { code, stderr } = await runAgain(desktop)
  expect(code).toBe(1)
  expect(stderr).toContain(
    `The data folder ${desktop.userData} cannot be used: there is a file in its place.`
  )
})

test('a home with blanks, quotes and letters of all kinds is a home like any other', async ({ desktop }) => {
  const home = join(desktop.folder, 'Zoë Müller’s 家 & co')
  mkdirSync(home)
  const data = join(home, 'my data')
  const app = await start(root, [], { ...environment(home), SKEIN_DATA: data })
  const page = await openPage(app, '/doctor')
  await expect(page.locator('[data-finding="data_folder"]')).toContainText(data)
  await expect(page.locator('[data-state="bad"]')).toHaveCount(0)
  await app.close()
  expect(existsSync(join(data, 'logs', 'skein.log'))).toBe(true)
})
