/** What is seen outside the windows: the number on the icon, the bar in the taskbar, a nudge. */
import { type ElectronApplication, expect } from '@playwright/test'
import { endlessCommand, openGuideSession, say, windowOpenedBy } from './guideSession.ts'
import { test } from './launch.ts'

test.skip(process.env['ELECTRON_REAL'] === '1', 'Electron does not say what its windows show outside')

/** Which windows show which pages, oldest first, as the app's own side knows them, which hears of it later than the page. */
const pages = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      path: new URL(window.webContents.getURL()).pathname,
      isFocused: window.isFocused()
    }))
  )

/** The number on the icon, and of each window, oldest first, its bar and whether it asks to be looked at. */
const shown = (app: ElectronApplication): Promise<unknown> =>
  app.evaluate(({ app: electron, BrowserWindow }) => [
    electron.getBadgeCount(),
    ...BrowserWindow.getAllWindows().map((window) => [
      Reflect.get(window, 'progress'),
      Reflect.get(window, 'flashes')
    ])
  ])

test('a session that waits is counted, and only the window that shows it has a bar', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  const path = await openGuideSession(desktop, page)
  const other = await windowOpenedBy(app, () => page.evaluate(() => window.skein?.openWindow('/settings')))
  await expect
    .poll(() => pages(app))
    .toEqual([
      { path, isFocused: false },
      { path: '/settings', isFocused: true }
    ])
  const still = [-1, 'normal']
  await expect.poll(() => shown(app)).toEqual([0, [still, false], [still, false]])

  await say(page, endlessCommand)
  // The other window has the focus: this one asks to be looked at.
  await expect.poll(() => shown(app)).toEqual([1, [[2, 'paused'], true], [still, false]])
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .toSorted((a, b) => a.id - b.id)[0]
      ?.focus()
  )
  await page.getByRole('button', { name: 'Allow once' }).click()
  await expect.poll(() => shown(app)).toEqual([0, [[2, 'indeterminate'], false], [still, false]])
  // A window has its bar as soon as it shows the session, whatever happens there.
  await other.goto(new URL(path, other.url()).href)
  await expect
    .poll(() => shown(app))
    .toEqual([0, [[2, 'indeterminate'], false], [[2, 'indeterminate'], false]])
  await other.goto(new URL('/settings', other.url()).href)
  await expect.poll(() => shown(app)).toEqual([0, [[2, 'indeterminate'], false], [still, false]])
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => shown(app)).toEqual([0, [still, false], [still, false]])
})
