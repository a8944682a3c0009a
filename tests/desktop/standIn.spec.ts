/** The stand-in itself, on a small app: what it shows an app must be what Electron shows one. */
import { join } from 'node:path'
import { expect, type ElectronApplication } from '@playwright/test'
import { root } from '../../scripts/run.ts'
import { test } from './launch.ts'

const fixture = join(root, 'tests/electron-standin/fixture')

declare global {
  var record: unknown[]
  interface Window {
    bridge: {
      ask(text: string): Promise<string>
      fail(): Promise<void>
      nobody(): Promise<void>
      addOne(number: number): number
      onTold(hear: (value: unknown) => void): () => void
    }
    heard: unknown[]
  }
}

test.skip(process.env['ELECTRON_REAL'] === '1', 'a real Electron needs no proof of this kind')

const recorded = (app: ElectronApplication): Promise<unknown[]> => app.evaluate(() => globalThis.record)

test('the bridge carries calls, promises, errors and callbacks, and is frozen', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  await expect(page).toHaveTitle('/first')
  expect(await page.evaluate(() => window.bridge.ask('hello'))).toBe('hello heard from /first')
  expect(await page.evaluate(() => window.bridge.addOne(1))).toBe(2)
  expect(await page.evaluate(() => window.bridge.fail().catch((error: Error) => error.message))).toBe(
    "Error invoking remote method 'fail': Error: it went wrong"
  )
  expect(await page.evaluate(() => window.bridge.nobody().catch((error: Error) => error.message))).toBe(
    "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'"
  )
  expect(await page.evaluate(() => Object.isFrozen(window.bridge))).toBe(true)
  expect(
    await page.evaluate(() => ['require', 'process', 'ipcRenderer'].filter((name) => name in window))
  ).toEqual([])
})

test('a listener hears what it is told until it is taken away', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  await expect(page).toHaveTitle('/first')
  const tell = (value: string): Promise<void> =>
    app.evaluate(
      ({ BrowserWindow }, told) => BrowserWindow.getAllWindows()[0]?.webContents.send('told', told),
      value
    )
  await page.evaluate(() => {
    window.heard = []
    const stop = window.bridge.onTold((value) => {
      window.heard.push(value)
      if (value === 'two') stop()
    })
  })
  for (const value of ['one', 'two', 'three']) await tell(value)
  // An answer that comes after them: what was told before has arrived by then.
  await page.evaluate(() => window.bridge.ask('anything'))
  expect(await page.evaluate(() => window.heard)).toEqual(['one', 'two'])
})

test('links, scripts, frames and redirects ask the app before they lead away', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  await expect(page).toHaveTitle('/first')
  const own = new URL(page.url()).origin

  await page.click('#out')
  await page.evaluate(() => void (location.href = 'http://127.0.0.1:1/script'))
  await page.click('#blank')
  await page.evaluate(() => window.open('http://127.0.0.1:1/opened'))
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = '/framed'
    document.body.append(frame)
  })
  await expect(page.frameLocator('iframe').locator('#in')).toBeAttached()
  await page.click('#in')
  await expect(page).toHaveTitle('/second')
  await page.evaluate((url) => void (location.href = url), `${own}/redirect`)
  await expect.poll(() => recorded(app)).toContainEqual(['will-redirect', true, 'http://127.0.0.1:1/away'])

  expect(await recorded(app)).toEqual([
    ['will-frame-navigate', true, 'http://127.0.0.1:1/out'],
    ['will-navigate', true, 'http://127.0.0.1:1/out'],
    ['will-frame-navigate', true, 'http://127.0.0.1:1/script'],
    ['will-navigate', true, 'http://127.0.0.1:1/script'],
    ['open', 'http://127.0.0.1:1/blank'],
    ['open', 'http://127.0.0.1:1/opened'],
    ['will-frame-navigate', false, '/framed'],
    ['will-frame-navigate', true, '/second'],
    ['will-navigate', true, '/second'],
    ['will-frame-navigate', true, '/redirect'],
    ['will-navigate', true, '/redirect'],
    ['will-redirect', true, 'http://127.0.0.1:1/away']
  ])
  expect(page.url()).toBe(`${own}/second`)
})

test("the browser enforces what the app's permission handlers decide", async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  await expect(page).toHaveTitle('/first')
  const states = await page.evaluate(async () => {
    const names: PermissionName[] = ['notifications', 'geolocation', 'camera']
    return Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state))
  })
  expect(states).toEqual(['granted', 'denied', 'denied'])
})

test('a crash of the page is told, and a reload brings it back', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  await expect(await app.firstWindow()).toHaveTitle('/first')
  const answer = await app.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    if (contents === undefined) return 'no window'
    await new Promise<void>((resolve) => {
      contents.once('did-finish-load', () => resolve())
      contents.forcefullyCrashRenderer()
    })
    return contents.executeJavaScript("window.bridge.ask('back')")
  })
  expect(answer).toBe('back heard from /first')
  expect(await recorded(app)).toEqual([['gone', 'crashed']])
})

test('a window has the size and the visibility it was given', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  await expect(page).toHaveTitle('/first')
  const window = await app.browserWindow(page)
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(true)
  expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([900, 640])
  await window.evaluate((sized) => sized.setBounds({ width: 700, height: 500 }))
  await expect.poll(() => page.evaluate(() => [innerWidth, innerHeight])).toEqual([700, 500])
})

test('a window whose page could do more than a page is refused', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  await app.firstWindow()
  const refused = await app.evaluate(({ BrowserWindow }) => {
    const safe = {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false
    }
    const weaker: readonly object[] = [
      { sandbox: false },
      { contextIsolation: false },
      { nodeIntegration: true },
      { webSecurity: false },
      { webviewTag: true },
      { allowRunningInsecureContent: true },
      { experimentalFeatures: true },
      { enableBlinkFeatures: 'x' },
      { additionalArguments: ['--token=x'] }
    ]
    return weaker.map((preferences) => {
      try {
        return new BrowserWindow({ webPreferences: { ...safe, ...preferences } }).id
      } catch (error) {
        return error instanceof Error ? error.message : null
      }
    })
  })
  expect(refused).toEqual([
    'webPreferences.sandbox must be true',
    'webPreferences.contextIsolation must be true',
    'webPreferences.nodeIntegration must be false',
    'webPreferences.webSecurity must be true',
    'webPreferences.webviewTag must be false',
    'webPreferences.allowRunningInsecureContent must not be set',
    'webPreferences.experimentalFeatures must not be set',
    'webPreferences.enableBlinkFeatures must not be set',
    'webPreferences.additionalArguments must not be set'
  ])
})

test('closing the last window ends the process with 0', async ({ desktop }) => {
  const app = await desktop.launch(fixture)
  const page = await app.firstWindow()
  const child = app.process()
  await page.close()
  await expect.poll(() => child.exitCode).toBe(0)
})
