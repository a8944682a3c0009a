/** Windows: they come back as they were, are each a replica of their own, and closing one ends nothing else. */
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { ask, openGuideSession, say, windowOpenedBy, workEndlessly } from './guideSession.ts'
import { endpointOf, test } from './launch.ts'

async function firstPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  return page
}

/** What is true of the windows, oldest first. */
function shapes(app: ElectronApplication) {
  return app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      bounds: window.getNormalBounds(),
      maximized: window.isMaximized(),
      zoom: window.webContents.getZoomLevel(),
      path: URL.parse(window.webContents.getURL())?.pathname
    }))
  )
}

/** One value of the app's database; null while it is not there. */
function kept(userData: string, statement: string): string | null {
  const database = new Database(join(userData, 'skein.db'), { readonly: true })
  try {
    const value: unknown = database.prepare(statement).pluck().get()
    return typeof value === 'string' ? value : null
  } finally {
    database.close()
  }
}

/** What the app keeps of its windows; null while that cannot be read. */
function keptPlaces(userData: string): unknown {
  try {
    return JSON.parse(kept(userData, "SELECT value FROM app_state WHERE key = 'windows'") ?? 'null')
  } catch {
    return null // a spec has damaged it, and the app has not written it anew yet
  }
}

const transcript = (page: Page) => page.getByRole('log')

test('two windows come back with their place, zoom and session', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 5 words')
  await expect(transcript(page)).toHaveAttribute('data-turn', 'idle')
  const second = await windowOpenedBy(app, () => page.evaluate(() => window.skein?.openWindow('/settings')))
  await expect(second.getByRole('heading', { name: 'Settings' })).toBeVisible()
  await app.evaluate(({ BrowserWindow }) => {
    const [first, other] = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id)
    first?.setBounds({ x: 40, y: 50, width: 900, height: 640 })
    first?.webContents.setZoomLevel(1)
    other?.maximize()
  })
  await app.close()

  const again = await desktop.launch()
  await expect.poll(() => again.windows().length).toBe(2)
  await expect
    .poll(async () => (await shapes(again)).find((shape) => shape.path === path))
    .toEqual({ bounds: { x: 40, y: 50, width: 900, height: 640 }, maximized: false, zoom: 1, path })
  await expect
    .poll(async () => (await shapes(again)).find((shape) => shape.path === '/settings')?.maximized)
    .toBe(true)
})

test('a window comes back with its panes as they were pulled', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await page.getByRole('separator', { name: 'Width of the sidebar' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect.poll(() => keptPlaces(desktop.userData)).toMatchObject([{ panes: { sidebar: 272 } }])
  await app.close()

  const again = await firstPage(await desktop.launch())
  const sidebar = again.getByRole('complementary', { name: 'Projects and sessions' })
  await expect(sidebar).toHaveCSS('width', '272px')
})

test('a window on a display that is gone comes to one that is there', async ({ desktop }) => {
  const app = await desktop.launch()
  await firstPage(app)
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.setBounds({ x: 9_000, y: -4_000, width: 900, height: 640 })
  )
  await app.close()
  const again = await desktop.launch()
  await firstPage(again)
  const isSeen = await again.evaluate(({ BrowserWindow, screen }) => {
    const bounds = BrowserWindow.getAllWindows()[0]?.getBounds()
    return screen
      .getAllDisplays()
      .some(
        ({ workArea }) =>
          bounds !== undefined &&
          bounds.x >= workArea.x &&
          bounds.y >= workArea.y &&
          bounds.x + bounds.width <= workArea.x + workArea.width &&
          bounds.y + bounds.height <= workArea.y + workArea.height
      )
  })
  expect(isSeen).toBe(true)
})

test('a damaged list of windows opens one, and is written anew', async ({ desktop }) => {
  const app = await desktop.launch()
  await firstPage(app)
  await expect.poll(() => keptPlaces(desktop.userData)).toHaveLength(1)
  await app.close()
  const database = new Database(join(desktop.userData, 'skein.db'))
  database
    .prepare('UPDATE app_state SET value = \'[{"path":"file:///etc/passwd"},7\' WHERE key = \'windows\'')
    .run()
  database.close()
  const again = await desktop.launch()
  const page = await firstPage(again)
  expect(new URL(page.url()).pathname).toBe('/')
  await expect.poll(() => keptPlaces(desktop.userData)).toMatchObject([{ path: '/' }])
})

test('after a crash of the whole app the windows come back', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await page.getByRole('textbox', { name: 'Message' }).fill('a thought that is not sent')
  await expect.poll(() => keptPlaces(desktop.userData)).toMatchObject([{ path }])
  await expect(transcript(page)).toHaveAttribute('data-turn', 'idle')
  await expect
    .poll(() => kept(desktop.userData, 'SELECT text FROM drafts'))
    .toBe('a thought that is not sent')
  const closed = app.waitForEvent('close')
  app.process().kill('SIGKILL')
  await closed
  const again = await desktop.launch()
  const page2 = await firstPage(again)
  await expect(page2).toHaveURL(new RegExp(`${path}$`))
  await expect(page2.getByRole('textbox', { name: 'Message' })).toHaveValue('a thought that is not sent')
})

test('a reader comes back to where they stood', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 1600 words')
  await expect
    .poll(() => transcript(page).evaluate((box) => box.scrollHeight - box.clientHeight))
    .toBeGreaterThan(900)
  await expect(transcript(page)).toHaveAttribute('data-turn', 'idle')
  await transcript(page).hover()
  await page.mouse.wheel(0, -500)
  // The address follows the reader, and what is kept of the window follows the address.
  await expect.poll(() => new URL(page.url()).hash).toMatch(/^#at=.+~-\d+$/)
  await expect
    .poll(() => keptPlaces(desktop.userData))
    .toMatchObject([{ path: path + new URL(page.url()).hash }])
  const stood = await placeOf(page)
  await app.close()

  const again = await desktop.launch()
  const back = await firstPage(again)
  await expect(back).toHaveURL(new RegExp(`${path}#at=`))
  await expect.poll(async () => Math.abs((await placeOf(back)) - stood)).toBeLessThanOrEqual(2)
})

/** How far above the window's edge the answer begins, in pixels. */
function placeOf(page: Page): Promise<number> {
  return transcript(page).evaluate((box) => {
    const answer = Array.from(box.querySelectorAll('article')).at(-1)
    return (answer?.getBoundingClientRect().top ?? Number.NaN) - box.getBoundingClientRect().top
  })
}

test('one session in two windows is the same in both, each with a token that ends with it', async ({
  desktop
}) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 4 words')
  const second = await windowOpenedBy(app, () => page.evaluate((to) => window.skein?.openWindow(to), path))
  await say(second, 'read nothing.txt')
  for (const one of [page, second]) {
    await expect(transcript(one).getByText('read nothing.txt').first()).toBeVisible()
    await expect(transcript(one)).toHaveAttribute('data-turn', 'idle')
  }
  expect(await transcript(second).innerText()).toBe(await transcript(page).innerText())

  const [first, other] = [await endpointOf(page), await endpointOf(second)]
  expect(other.token).not.toBe(first.token)
  const statusOf = async (token: string): Promise<number> =>
    (await fetch(new URL('/api/projects', first.url), { headers: { authorization: `Bearer ${token}` } }))
      .status
  expect([await statusOf(first.token), await statusOf(other.token)]).toEqual([200, 200])
  await second.close()
  await expect.poll(() => statusOf(other.token)).toBe(401)
  expect(await statusOf(first.token)).toBe(200)
  await say(page, 'say 2 words')
  await expect(transcript(page)).toHaveAttribute('data-turn', 'idle')
})

test('closing the window of a session does not stop its turn', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  const path = await openGuideSession(desktop, page)
  await workEndlessly(page)
  const second = await windowOpenedBy(app, () => page.evaluate(() => window.skein?.openWindow('/')))
  await page.close()
  await second.evaluate((to) => window.skein?.openWindow(to), path)
  await expect.poll(() => app.windows().length).toBe(2)
  const third = app.windows().find((one) => one !== second)
  await expect(third?.getByRole('button', { name: 'Stop' }) ?? second.locator('#none')).toBeVisible()
  await third?.getByRole('button', { name: 'Stop' }).click()
  await expect(third?.getByRole('log') ?? second.locator('#none')).toHaveAttribute('data-turn', 'idle')
})

test('what the system draws has the theme that was chosen, at once and from the start', async ({
  desktop
}) => {
  const themes = (app: ElectronApplication) =>
    app.evaluate(({ BrowserWindow, nativeTheme }) => [
      nativeTheme.themeSource,
      ...BrowserWindow.getAllWindows().map((window) => window.getBackgroundColor().toLowerCase())
    ])
  const app = await desktop.launch()
  const page = await firstPage(app)
  const [first] = await themes(app)
  expect(first).toBe('system')
  await ask(page, 'PATCH', '/api/settings', { theme: 'dark' })
  await expect.poll(() => themes(app)).toEqual(['dark', '#1c1b19'])
  await app.close()

  const again = await desktop.launch()
  await firstPage(again)
  expect(await themes(again)).toEqual(['dark', '#1c1b19'])
})

test('a window is opened for no address but a page of the app', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  for (const path of ['https://example.com/', '//example.com', 'file:///etc/passwd', '/api/settings', 7]) {
    const refused = page.evaluate((to) => window.skein?.openWindow(String(to)), path)
    await expect(refused).rejects.toThrow(/does not take these arguments/)
  }
  expect(app.windows()).toHaveLength(1)
})

test('a page that does not answer is loaded again when the person says so', async ({ desktop }) => {
  const app = await desktop.launch()
  await firstPage(app)
  const loadedAgain = await app.evaluate(async ({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows()
    if (window === undefined) return 'no window'
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    await new Promise<void>((resolve) => {
      window.webContents.once('did-finish-load', () => resolve())
      window.emit('unresponsive')
    })
    return window.webContents.executeJavaScript('typeof window.skein')
  })
  expect(loadedAgain).toBe('object')
})

/** How each system says that it ends the app. */
const ends: Readonly<Record<string, (app: ElectronApplication) => unknown>> = {
  'a machine that shuts down': (app) => app.evaluate(({ powerMonitor }) => powerMonitor.emit('shutdown')),
  'a person who logs out of Windows': (app) =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.emit('session-end')),
  'a system that tells it to end': (app) => app.process().kill('SIGTERM'),
  'a terminal that closes': (app) => app.process().kill('SIGHUP')
}
for (const [name, end] of Object.entries(ends)) {
  test(`${name} is not asked: what runs is settled, and can be read again`, async ({ desktop }) => {
    test.skip(process.platform === 'win32' && /system|terminal/u.test(name), 'Windows has no signals')
    const app = await desktop.launch()
    const page = await firstPage(app)
    await openGuideSession(desktop, page)
    await workEndlessly(page)
    const child = app.process()
    const closed = app.waitForEvent('close')
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => new Promise(() => undefined) // nobody is there
    })
    await end(app)
    await closed
    await expect.poll(() => child.exitCode).toBe(0)

    const back = await firstPage(await desktop.launch())
    await expect(back.getByText('Skein was closed', { exact: false }).first()).toBeVisible()
  })
}

test('quitting while something runs asks: stay, wait for the end, or stop it', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await firstPage(app)
  await openGuideSession(desktop, page)
  await workEndlessly(page)

  const quitAndAnswer = (response: number): Promise<string> =>
    app.evaluate(
      ({ app: electron, dialog }, answer) =>
        new Promise<string>((resolve) => {
          const standIn = async (...args: readonly unknown[]) => {
            resolve(JSON.stringify(args.at(-1)))
            return { response: answer, checkboxChecked: false }
          }
          Object.assign(dialog, { showMessageBox: standIn })
          electron.quit()
        }),
      response
    )
  expect(await quitAndAnswer(2)).toContain('One session is at work.')
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()

  const child = app.process()
  const closed = app.waitForEvent('close')
  await quitAndAnswer(0)
  await page.getByRole('button', { name: 'Stop' }).click()
  await closed
  await expect.poll(() => child.exitCode).toBe(0)
})
