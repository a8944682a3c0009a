/** Updating, with the real electron-updater against a server on loopback; what it replaces is a file of the test. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { openGuideSession, say, workEndlessly } from './guideSession.ts'
import { type Desktop, packagedApp, test } from './launch.ts'
import { serveUpdates } from './updateFeed.ts'
import type { UpdateFeed } from './updateFeed.ts'

test.skip(packagedApp !== null, 'a packaged app looks where it was told to when it was made')
test.skip(process.platform !== 'linux', 'an AppImage is what can be replaced without an installer')

let feed: UpdateFeed | null = null
test.afterEach(() => {
  feed?.close()
  feed = null
})

/** The AppImage this app pretends to run from; the new one only notes that it was started. */
function appImage(desktop: Desktop): string {
  const path = join(desktop.folder, 'Skein.AppImage')
  writeFileSync(path, 'the old version')
  return path
}
const newVersion = (mark: string): string => `#!/bin/sh\necho started > '${mark}'\n`

async function launch(desktop: Desktop, url: string, image: string): Promise<[ElectronApplication, Page]> {
  const config = join(desktop.folder, 'app-update.yml')
  writeFileSync(config, JSON.stringify({ provider: 'generic', url, updaterCacheDirName: 'skein-updater' }))
  const app = await desktop.launch(undefined, {
    SKEIN_UPDATE_CONFIG: config,
    APPIMAGE: image,
    XDG_CACHE_HOME: join(desktop.folder, 'cache')
  })
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  return [app, page]
}

async function look(page: Page): Promise<void> {
  await page.goto(new URL('/settings', page.url()).href)
  await page.getByRole('button', { name: 'Look for updates' }).click()
}

test('a newer version is fetched, waits for the person, and replaces the old one', async ({ desktop }) => {
  const image = appImage(desktop)
  const mark = join(desktop.folder, 'started')
  feed = await serveUpdates({ version: '99.0.0', file: newVersion(mark), notes: '<p>Faster tides.</p>' })
  const [app, page] = await launch(desktop, feed.url, image)
  await look(page)
  await expect(page.getByText('99.0.0 is ready.')).toBeVisible()
  expect(readFileSync(image, 'utf8')).toBe('the old version')

  const child = app.process()
  const closed = app.waitForEvent('close')
  await page.getByRole('button', { name: 'Restart and update' }).click()
  await closed
  await expect.poll(() => child.exitCode).toBe(0)
  await expect.poll(() => existsSync(mark)).toBe(true)
  expect(readFileSync(image, 'utf8')).toBe(newVersion(mark))
  expect(existsSync(join(desktop.userData, 'skein.lock'))).toBe(false)
})

test('what is ready replaces the old one when the app is quit', async ({ desktop }) => {
  const image = appImage(desktop)
  const file = newVersion(join(desktop.folder, 'called'))
  feed = await serveUpdates({ version: '99.0.0', file })
  const [app, page] = await launch(desktop, feed.url, image)
  await look(page)
  await expect(page.getByText('99.0.0 is ready.')).toBeVisible()
  await app.close()
  expect(readFileSync(image, 'utf8')).toBe(file)
  expect(existsSync(`${image}.previous`)).toBe(false)
})

test('a new version that cannot be run leaves the old one in its place', async ({ desktop }) => {
  const image = appImage(desktop)
  feed = await serveUpdates({ version: '99.0.0', file: '#!/bin/sh\nexit 1\n' })
  const [app, page] = await launch(desktop, feed.url, image)
  await look(page)
  await expect(page.getByText('99.0.0 is ready.')).toBeVisible()
  await app.close()
  expect(readFileSync(image, 'utf8')).toBe('the old version')
  expect(existsSync(`${image}.previous`)).toBe(false)
})

test('a system that ends the app does not wait for an update', async ({ desktop }) => {
  const image = appImage(desktop)
  feed = await serveUpdates({ version: '99.0.0', file: newVersion(join(desktop.folder, 'called')) })
  const [app, page] = await launch(desktop, feed.url, image)
  await look(page)
  await expect(page.getByText('99.0.0 is ready.')).toBeVisible()
  const closed = app.waitForEvent('close')
  app.process().kill('SIGTERM')
  await closed
  expect(readFileSync(image, 'utf8')).toBe('the old version')
})

test('an update that is not what was promised is thrown away, and the app goes on', async ({ desktop }) => {
  const image = appImage(desktop)
  feed = await serveUpdates({
    version: '99.0.0',
    file: 'forged',
    sha512: Buffer.alloc(64, 7).toString('base64')
  })
  const [, page] = await launch(desktop, feed.url, image)
  await look(page)
  await expect(page.getByText('The update arrived damaged, so it was thrown away.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Restart and update' })).toHaveCount(0)
  expect(readFileSync(image, 'utf8')).toBe('the old version')
  await openGuideSession(desktop, page)
  await say(page, 'say 3 words')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
})

test('a server that cannot be reached is told in plain words', async ({ desktop }) => {
  const [, page] = await launch(desktop, 'http://127.0.0.1:9/', appImage(desktop))
  await look(page)
  await expect(page.getByText('The server of updates cannot be reached.')).toBeVisible()
})

test('the beta channel is looked at only when it was chosen', async ({ desktop }) => {
  feed = await serveUpdates({ version: '99.0.0-beta.1', file: 'x', channel: 'beta' })
  const [, page] = await launch(desktop, feed.url, appImage(desktop))
  await look(page)
  await expect(page.getByText('There is nothing for this system on the server of updates yet.')).toBeVisible()
  expect(feed.asked).not.toContain('/beta-linux.yml')
  await page.getByRole('radio', { name: 'Beta' }).click()
  await page.getByRole('button', { name: 'Look for updates' }).click()
  await expect(page.getByText('99.0.0-beta.1 is ready.')).toBeVisible()
})

test('what runs is not ended by an update without a question', async ({ desktop }) => {
  const image = appImage(desktop)
  feed = await serveUpdates({ version: '99.0.0', file: 'never started' })
  const [app, page] = await launch(desktop, feed.url, image)
  await openGuideSession(desktop, page)
  await workEndlessly(page)
  await page.evaluate(() => window.skein?.checkUpdates())
  const asked = await app.evaluate(({ dialog }) => {
    const messages: unknown[] = []
    Object.assign(globalThis, { messages })
    dialog.showMessageBox = async (...args: readonly unknown[]) => {
      messages.push(JSON.stringify(args.at(-1)))
      return { response: 2, checkboxChecked: false }
    }
    return messages.length
  })
  expect(asked).toBe(0)
  await page.getByRole('button', { name: 'Restart' }).click()
  await expect
    .poll(() => app.evaluate(() => String(Object.getOwnPropertyDescriptor(globalThis, 'messages')?.value)))
    .toContain('One session is at work.')
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  expect(readFileSync(image, 'utf8')).toBe('the old version')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
})
