/** The icon beside the clock: its menu has the sessions that wait or run, and each leads there. */
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { ask, openGuideSession, say } from './guideSession.ts'
import { test } from './launch.ts'

test.skip(process.env['ELECTRON_REAL'] === '1', 'Electron does not say what its tray shows')

interface ShownTray {
  readonly toolTip: string
  readonly menu: { readonly items: readonly { readonly label: string; readonly click: () => void }[] }
}

interface Shown {
  readonly tip: string
  readonly labels: readonly string[]
}

/** What the tray shows, after one of its items was chosen; null where there is none. */
const shown = (app: ElectronApplication, choose: string | null = null): Promise<Shown | null> =>
  app.evaluate(({ Tray }, wanted) => {
    const all: unknown = Reflect.get(Tray, 'shown')
    const tray: unknown = Array.isArray(all) ? all.at(0) : undefined
    if (typeof tray !== 'object' || tray === null) return null
    const empty: ShownTray = { toolTip: '', menu: { items: [] } }
    const { toolTip, menu } = { ...empty, ...tray }
    if (wanted !== null) menu.items.find(({ label }) => label === wanted)?.click()
    return { tip: toolTip, labels: menu.items.map(({ label }) => label).filter((label) => label !== '') }
  }, choose)

/** Where the one window is, as the app's own side knows. */
const pathOf = (app: ElectronApplication): Promise<string> =>
  app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    return window === undefined || window.webContents.isLoadingMainFrame()
      ? ''
      : new URL(window.webContents.getURL()).pathname
  })

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  return page
}

const resting = ['No Session at Work', 'New Session', 'Open Skein', 'Quit Skein']

test('the tray has the sessions that wait or run, and leads to them', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  expect(await shown(app)).toEqual({ tip: 'Skein', labels: resting })
  const path = await openGuideSession(desktop, page)
  await say(page, 'run echo hello')
  await expect
    .poll(() => shown(app))
    .toEqual({
      tip: 'Skein: 1 waiting for you',
      labels: ['Waiting for You', 'run echo hello', ...resting.slice(1)]
    })
  await page.goto(new URL('/settings', page.url()).href)
  // The app's own side hears of it later: as long as the session is on screen there is nowhere to lead.
  await expect.poll(() => pathOf(app)).toBe('/settings')
  await shown(app, 'run echo hello')
  await expect(page).toHaveURL(new RegExp(`${path}$`))

  await ask(page, 'PATCH', '/api/settings', { language: 'de' })
  await expect.poll(async () => (await shown(app))?.labels[0]).toBe('Warten auf dich')
  await page
    .getByRole('button', { name: /^(Deny|Ablehnen)/ })
    .last()
    .click()
  await expect.poll(async () => (await shown(app))?.tip).toBe('Skein')
})

test('without a tray the app is the same', async ({ desktop }) => {
  const app = await desktop.launch(undefined, { STANDIN_NO_TRAY: '1' })
  await firstPage(app)
  expect(await shown(app)).toBeNull()
  await app.close()
})
