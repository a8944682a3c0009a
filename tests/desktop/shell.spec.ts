/** The desktop shell: what the page can and cannot reach, and how the app starts and ends. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { findInstallation } from '../../electron/launch/installation.ts'
import { root } from '../../scripts/run.ts'
import { endpointOf, environment, runAgain, test } from './launch.ts'
import { commandLines } from './processes.ts'

const foreign = 'http://127.0.0.1:9/elsewhere'

/** The window with the app's page in it. */
async function openPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  return page
}

test('the page has no Node and no Electron, only window.skein', async ({ desktop }) => {
  const page = await openPage(await desktop.launch())
  const found = await page.evaluate(() => ({
    foreign: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
    skein: Object.keys(window.skein ?? {}).toSorted(),
    frozen: Object.isFrozen(window.skein)
  }))
  expect(found).toEqual({
    foreign: [],
    skein: [
      'checkUpdates',
      'dismissNews',
      'endpoint',
      'installUpdate',
      'keepKey',
      'keepPanes',
      'keyState',
      'onGo',
      'onMenu',
      'onUpdates',
      'onWake',
      'openWindow',
      'panes',
      'pathOfFile',
      'pickExportFile',
      'pickFolder',
      'platform',
      'removeKey',
      'tellActions',
      'updates'
    ],
    frozen: true
  })
})

test('the page comes from the session server with a strict policy', async ({ desktop }) => {
  const page = await openPage(await desktop.launch())
  const { origin, hostname } = new URL(page.url())
  const response = await fetch(`${origin}/`)
  const policy = response.headers.get('content-security-policy') ?? ''
  expect(hostname).toBe('127.0.0.1')
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
})

test('links out of the app open outside, and the window stays where it is', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await openPage(app)
  const before = page.url()
  await app.evaluate(({ shell }) => {
    const opened: string[] = []
    Object.assign(globalThis, { opened })
    shell.openExternal = async (url: string) => void opened.push(url)
  })
  const opened = (): Promise<unknown> =>
    app.evaluate(() => Object.getOwnPropertyDescriptor(globalThis, 'opened')?.value)

  await page.evaluate((url) => void window.open(`${url}?opened`), foreign)
  await page.evaluate(() => void window.open('file:///etc/passwd'))
  await page.evaluate((url) => location.assign(`${url}?assigned`), foreign)
  await expect.poll(opened).toEqual([`${foreign}?opened`, `${foreign}?assigned`])
  expect(page.url()).toBe(before)
  expect(app.windows()).toHaveLength(1)
})

test('a page that is not in a window of ours gets no endpoint and no folder', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await openPage(app)
  const endpoint = await endpointOf(page)
  expect(endpoint.url).toBe(`${new URL(page.url()).origin}/`)

  const preload = join(root, 'out/preload/preload.cjs')
  const answer = await app.evaluate(
    async ({ BrowserWindow }, { preload, url }) => {
      const webPreferences = {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false
      }
      const stranger = new BrowserWindow({ show: false, webPreferences })
      await stranger.loadURL(url)
      const ask = (question: string): Promise<unknown> =>
        stranger.webContents.executeJavaScript(
          `window.skein.${question}().then(() => 'answered', (error) => error.message)`
        )
      const answers = [await ask('endpoint'), await ask('pickFolder')]
      stranger.destroy()
      return answers
    },
    { preload, url: endpoint.url }
  )
  expect(answer).toEqual([
    expect.stringContaining('This page may not ask.'),
    expect.stringContaining('This page may not ask.')
  ])
})

test('the page may show notifications and nothing that looks at the person or the machine', async ({
  desktop
}) => {
  const page = await openPage(await desktop.launch())
  const states = await page.evaluate(async () => {
    const names: PermissionName[] = ['notifications', 'geolocation', 'camera', 'microphone']
    return Promise.all(
      names.map(async (name) => `${name}: ${(await navigator.permissions.query({ name })).state}`)
    )
  })
  expect(states).toEqual([
    'notifications: granted',
    'geolocation: denied',
    'camera: denied',
    'microphone: denied'
  ])
})

test('no dictionary is fetched from anywhere', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await openPage(app)
  const [enabled, from] = await app.evaluate(({ session }) => [
    session.defaultSession.isSpellCheckerEnabled(),
    Reflect.get(session.defaultSession, 'dictionaries')
  ])
  expect(enabled).toBe(process.platform === 'darwin') // whose own is used
  if (process.env['ELECTRON_REAL'] === '1') return // which keeps the address to itself
  expect(from).toBe(new URL('/no-dictionaries/', page.url()).href)
})

test('the token is in no address and on no command line', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await openPage(app)
  const { token } = await endpointOf(page)
  expect(token.length).toBeGreaterThan(40)
  expect(page.url()).not.toContain(token)
  expect(await app.evaluate(() => process.argv.join(' '))).not.toContain(token)
  if (process.platform === 'linux') expect(commandLines().filter((line) => line.includes(token))).toEqual([])
  expect(
    await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]))
  ).not.toContain(token)
})

test('a second start brings the first window to the front and ends', async ({ desktop }) => {
  const app = await desktop.launch()
  await openPage(app)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const second = await runAgain(desktop)
  expect(second.code).toBe(0)
  const isMinimized = (): Promise<unknown> =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))
  await expect.poll(isMinimized).toEqual([false])
})

test('a data folder that browser mode uses is not used twice', async ({ desktop }) => {
  test.skip(process.env['ELECTRON_REAL'] === '1', 'the sentence is in a dialog that waits for a person')
  const server = spawn(process.execPath, [join(root, 'out/main/headless.js'), '--data', desktop.userData], {
    env: environment(desktop.folder),
    stdio: ['ignore', 'pipe', 'ignore']
  })
  try {
    await once(createInterface({ input: server.stdout }), 'line')
    const refused = await runAgain(desktop)
    expect(refused.code).toBe(3)
    expect(refused.stderr).toContain(`Process ${server.pid} already runs Skein on ${desktop.userData}.`)
  } finally {
    server.kill()
    await once(server, 'close')
  }
})

test('waking from sleep and the menu reach the page', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await openPage(app)
  await page.evaluate(() => {
    const heard: string[] = []
    Object.assign(window, { heard })
    window.skein?.onWake(() => heard.push('wake'))
    window.skein?.onMenu((command) => heard.push(command))
  })
  await endpointOf(page) // an answer that arrives shows that this page is told things
  await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'))
  const isOffered = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help')?.enabled)
  await expect.poll(isOffered).toBe(true)
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('help')?.click())
  const heard = (): Promise<unknown> =>
    page.evaluate(() => Object.getOwnPropertyDescriptor(window, 'heard')?.value)
  await expect.poll(heard).toEqual(['wake', 'help'])
})

test('a page that crashes is loaded again', async ({ desktop }) => {
  const app = await desktop.launch()
  await openPage(app)
  const bridge = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) return 'no window'
    await new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve())
      contents.forcefullyCrashRenderer()
    })
    return contents.executeJavaScript('typeof window.skein')
  })
  expect(bridge).toBe('object')
})

test('a page that keeps crashing is loaded three times, then a person decides', async ({ desktop }) => {
  const app = await desktop.launch()
  await openPage(app)
  const asked = await app.evaluate(async ({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) return null
    const contents = window.webContents
    const loads = () => new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()))
    const settings = new URL('/settings', contents.getURL()).href
    await Promise.all([loads(), window.loadURL(settings)])
    const questions: unknown[] = []
    dialog.showMessageBox = async (...args: readonly unknown[]) => {
      questions.push(args.at(-1))
      return { response: 1, checkboxChecked: false }
    }
    const seen: string[] = []
    for (let crash = 1; crash <= 4; crash += 1) {
      const loaded = loads()
      contents.forcefullyCrashRenderer()
      await loaded
      seen.push(`${new URL(contents.getURL()).pathname} ${questions.length}`)
    }
    return { seen, questions }
  })
  expect(asked?.seen).toEqual(['/settings 0', '/settings 0', '/settings 0', '/ 1'])
  expect(asked?.questions).toMatchObject([{ buttons: ['Try Again', 'Start Page', 'Close Window'] }])
})

test('quitting ends with 0 and leaves neither a process nor a lock', async ({ desktop }) => {
  const app = await desktop.launch()
  await openPage(app)
  const child = app.process()
  expect(existsSync(join(desktop.userData, 'skein.lock'))).toBe(true)
  await app.close()
  expect(child.exitCode).toBe(0)
  expect(existsSync(join(desktop.userData, 'skein.lock'))).toBe(false)
  if (process.platform !== 'linux') return
  expect(commandLines().filter((line) => line.includes(desktop.userData))).toEqual([])
})

test('the command says which version it is, and starts nothing', async ({ desktop }) => {
  const { code, stdout } = await runAgain(desktop, ['--version'])
  expect(stdout.trim()).toBe(findInstallation(root).version)
  expect(code).toBe(0)
  expect(existsSync(desktop.userData)).toBe(false)
})
