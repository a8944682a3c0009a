/** Told by the system: once, only when nobody looks, and a click leads there. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ElectronApplication, expect, type Page } from '@playwright/test'
import { ask, openGuideSession, say } from './guideSession.ts'
import { type Desktop, test } from './launch.ts'

test.skip(process.env['ELECTRON_REAL'] === '1', 'Electron does not say what the system shows')

/** Title of each notification that is shown, oldest first. */
const told = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(({ Notification }) => {
    const shown: unknown = Reflect.get(Notification, 'shown')
    return Array.isArray(shown) ? shown.map((one: { readonly title?: unknown }) => String(one.title)) : []
  })

interface ShownNotification {
  readonly body: string
  readonly actions: readonly { readonly text?: string }[]
  readonly emit: (event: string, details?: object) => void
}

/** Body and buttons of the notification that was shown last, after a button was pressed; null when none is shown. */
const last = (
  app: ElectronApplication,
  press: number | null = null
): Promise<{ body: string; buttons: (string | undefined)[] } | null> =>
  app.evaluate(({ Notification }, actionIndex) => {
    const shown: unknown = Reflect.get(Notification, 'shown')
    const one: unknown = Array.isArray(shown) ? shown.at(-1) : undefined
    if (typeof one !== 'object' || one === null || !('emit' in one)) return null
    const empty: ShownNotification = { body: '', actions: [], emit: () => undefined }
    const { body, actions } = { ...empty, ...one }
    if (actionIndex !== null && typeof one.emit === 'function') one.emit('action', { actionIndex })
    return { body, buttons: actions.map(({ text }) => text) }
  }, press)

const blurAll = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.blur()
  })

async function openSession(desktop: Desktop): Promise<[ElectronApplication, Page, string]> {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  const path = await openGuideSession(desktop, page)
  await say(page, 'say 2 words')
  // It has begun and ended while the window was looked at.
  await expect(page.getByText('Guide has finished.')).toBeAttached()
  return [app, page, path]
}

test('a turn that ends, fails or waits is told when nobody looks, and a click leads to it', async ({
  desktop
}) => {
  const [app, page, path] = await openSession(desktop)
  expect(await told(app)).toEqual([]) // it was looked at
  await blurAll(app)
  await say(page, 'say 3 words')
  await expect.poll(() => told(app)).toEqual(['A session has finished'])
  await say(page, 'fail')
  await expect.poll(() => told(app)).toEqual(['A session has failed'])
  await say(page, 'run echo hello')
  await expect.poll(() => told(app)).toEqual(['A session waits for your answer'])

  await page.goto(new URL('/settings', page.url()).href)
  await app.evaluate(({ Notification }) => {
    const shown: unknown = Reflect.get(Notification, 'shown')
    const last: unknown = Array.isArray(shown) ? shown.at(-1) : null
    if (typeof last === 'object' && last !== null && 'emit' in last && typeof last.emit === 'function') {
      last.emit('click')
    }
  })
  await expect(page).toHaveURL(new RegExp(`${path}$`))
  await page.getByRole('button', { name: /^Deny/ }).last().click()
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
})

test('nothing is told that was not chosen, nor in quiet hours', async ({ desktop }) => {
  const [app, page] = await openSession(desktop)
  await blurAll(app)
  await ask(page, 'PATCH', '/api/settings', { notifyTurnEnd: false })
  await say(page, 'say 3 words')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  await ask(page, 'PATCH', '/api/settings', {
    notifyTurnEnd: true,
    quietHours: { from: hoursFromNow(-2), to: hoursFromNow(2) }
  })
  await say(page, 'fail')
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
  expect(await told(app)).toEqual([])
})

test('a command that is seen whole is allowed by its notification, once', async ({ desktop }) => {
  const [app, page] = await openSession(desktop)
  await blurAll(app)
  await say(page, 'run echo hello')
  await expect.poll(() => last(app)).toMatchObject({ buttons: ['Allow Once', 'Deny'] })
  expect((await last(app))?.body).toMatch(/\necho hello$/)
  await last(app, 0)
  await expect(page.getByRole('button', { name: /^Allow once/ })).toHaveCount(0)
  await expect.poll(() => told(app)).toEqual(['A session has finished'])
  await say(page, 'run echo hello')
  // Nothing was remembered.
  await expect.poll(() => told(app)).toEqual(['A session waits for your answer'])
  await last(app, 1)
  await expect.poll(() => told(app)).toEqual(['A session has finished'])
})

test('what cannot be read there can only be denied there, and a question only be opened', async ({
  desktop
}) => {
  const [app, page] = await openSession(desktop)
  await blurAll(app)
  await say(page, 'write tides.txt high and low')
  await expect.poll(() => last(app)).toMatchObject({ buttons: ['Deny'] })
  await last(app, 0)
  await expect.poll(() => told(app)).toEqual(['A session has finished'])
  expect(existsSync(join(desktop.folder, 'tides', 'tides.txt'))).toBe(false)
  await say(page, 'ask Tea or coffee?')
  await expect.poll(() => told(app)).toEqual(['A session waits for your answer'])
  expect((await last(app))?.buttons).toEqual([])
  // Nothing may be at work when the app is to quit without a question.
  await page.getByRole('button', { name: 'Skip' }).click()
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')
})

test('a notification is withdrawn when it is answered elsewhere, or the session is looked at', async ({
  desktop
}) => {
  const [app, page] = await openSession(desktop)
  await blurAll(app)
  await say(page, 'run sleep 60')
  await expect.poll(() => told(app)).toEqual(['A session waits for your answer'])
  await page.getByRole('button', { name: /^Allow once/ }).click()
  await expect.poll(() => told(app)).toEqual([])
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(page.getByRole('log')).toHaveAttribute('data-turn', 'idle')

  await say(page, 'say 3 words')
  await expect.poll(() => told(app)).toEqual(['A session has finished'])
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().at(0)?.focus())
  await expect.poll(() => told(app)).toEqual([])
})

/** `HH:MM` on this machine's clock, over midnight when that is nearer. */
function hoursFromNow(hours: number): string {
  const then = new Date(Date.now() + hours * 3_600_000)
  return [then.getHours(), then.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
