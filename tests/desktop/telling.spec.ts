/** Told by the system: once, only when nobody looks, and a click leads there. */
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

/** `HH:MM` on this machine's clock, over midnight when that is nearer. */
function hoursFromNow(hours: number): string {
  const then = new Date(Date.now() + hours * 3_600_000)
  return [then.getHours(), then.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
