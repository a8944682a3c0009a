/** The menu bar and the menus of a right click. */
import { type ElectronApplication, expect } from '@playwright/test'
import { openGuideSession, say, windowOpenedBy } from './guideSession.ts'
import { test } from './launch.ts'

const isEnabled = (app: ElectronApplication, id: string): Promise<unknown> =>
  app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.enabled, id)

const choose = (app: ElectronApplication, id: string): Promise<unknown> =>
  app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id)

test('the menu offers what the page in front can do, and Find opens find', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await expect.poll(() => isEnabled(app, 'settings')).toBe(true)
  expect(await isEnabled(app, 'find')).toBe(false)
  await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  await expect.poll(() => isEnabled(app, 'find')).toBe(true)
  await expect.poll(() => isEnabled(app, 'rename')).toBe(true)
  await choose(app, 'find')
  await expect(page.getByRole('search').or(page.getByPlaceholder(/find/i)).first()).toBeVisible()
})

test('a window is opened beside this one, and this one is duplicated', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await expect.poll(() => isEnabled(app, 'duplicate-window')).toBe(true)
  const twin = await windowOpenedBy(app, () => choose(app, 'duplicate-window'))
  await expect(twin).toHaveURL(new RegExp(`${path}(#|$)`))
  await expect(twin.getByRole('log')).toContainText('say 3 words')
  const fresh = await windowOpenedBy(app, () => choose(app, 'new-window'))
  await expect(fresh).toHaveURL(/\/$/)
  await expect(page).toHaveURL(new RegExp(`${path}(#|$)`))
})

test('a session moves to a window of its own', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await expect.poll(() => isEnabled(app, 'move-session')).toBe(true)
  const second = await windowOpenedBy(app, () => choose(app, 'move-session'))
  await expect(second).toHaveURL(new RegExp(`${path}$`))
  await expect(page).toHaveURL(/\/$/)
})

test('the menu stops an agent that works', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await openGuideSession(desktop, page)
  await expect.poll(() => isEnabled(app, 'focus-composer')).toBe(true)
  expect(await isEnabled(app, 'interrupt')).toBe(false)
  await say(page, 'say 5000 words')
  await expect.poll(() => isEnabled(app, 'interrupt')).toBe(true)
  await choose(app, 'interrupt')
  await expect(page.getByText('You stopped this turn.').first()).toBeVisible()
  await expect.poll(() => isEnabled(app, 'interrupt')).toBe(false)
})

test('one press of a key does one thing', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await expect.poll(() => isEnabled(app, 'palette')).toBe(true)
  const owned = await app.evaluate(({ Menu }) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById('palette')
    return [item?.accelerator, item?.registerAccelerator]
  })
  expect(owned).toEqual(['CmdOrCtrl+K', process.platform === 'darwin'])
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('a right click on a link offers to open it outside, and nothing for a file', async ({ desktop }) => {
  const app = await desktop.launch()
  await expect(await app.firstWindow()).toHaveTitle(/Skein/)
  const offered = (linkURL: string): Promise<unknown> =>
    app.evaluate(({ BrowserWindow, Menu }, url) => {
      let labels: string[] = []
      Menu.prototype.popup = function popup() {
        labels = this.items.map((item) => item.label)
      }
      const clicked = {
        x: 1,
        y: 1,
        linkURL: url,
        mediaType: 'none',
        hasImageContents: false,
        isEditable: false,
        selectionText: '',
        misspelledWord: '',
        dictionarySuggestions: [],
        editFlags: {}
      }
      BrowserWindow.getAllWindows()[0]?.webContents.emit('context-menu', {}, clicked)
      return labels
    }, linkURL)
  expect(await offered('https://example.com/')).toEqual(['Open Link in Browser', 'Copy Link Address'])
  expect(await offered('file:///etc/passwd')).toEqual([])
})

test('a right click on a session opens its menu', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  const row = page.getByRole('list', { name: 'Sessions' }).getByRole('link').first()
  await row.click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeVisible()
})
