/** The machine is kept awake while an agent works, and at no other time. */
import { type ElectronApplication, expect } from '@playwright/test'
import { ask, endlessCommand, openGuideSession, say } from './guideSession.ts'
import { test } from './launch.ts'

test.skip(process.env['ELECTRON_REAL'] === '1', 'Electron does not say what keeps the machine awake')

const kept = (app: ElectronApplication): Promise<readonly string[]> =>
  app.evaluate(({ powerSaveBlocker }) => {
    const blocking: unknown = Reflect.get(powerSaveBlocker, 'blocking')
    return blocking instanceof Map ? [...blocking.values()].map(String) : ['unknown']
  })

test('while a turn runs, not while it waits for a person, and anew after a sleep', async ({ desktop }) => {
  const app = await desktop.launch()
  const page = await app.firstWindow()
  await expect(page).toHaveTitle(/Skein/)
  await openGuideSession(desktop, page)
  expect(await kept(app)).toEqual([])
  await say(page, endlessCommand)
  await expect(page.getByRole('button', { name: 'Allow once' })).toBeVisible()
  await expect.poll(() => kept(app)).toEqual([])
  await page.getByRole('button', { name: 'Allow once' }).click()
  await expect.poll(() => kept(app)).toEqual(['prevent-app-suspension'])

  await app.evaluate(({ powerSaveBlocker, powerMonitor }) => {
    const blocking: unknown = Reflect.get(powerSaveBlocker, 'blocking')
    if (blocking instanceof Map) blocking.clear() // forgotten over a sleep
    powerMonitor.emit('resume')
  })
  await expect.poll(() => kept(app)).toEqual(['prevent-app-suspension'])

  await ask(page, 'PATCH', '/api/settings', { keepAwake: 'plugged' })
  await app.evaluate(({ powerMonitor }) => {
    Object.assign(powerMonitor, { onBatteryPower: true })
    powerMonitor.emit('on-battery')
  })
  await expect.poll(() => kept(app)).toEqual([])
  await app.evaluate(({ powerMonitor }) => {
    Object.assign(powerMonitor, { onBatteryPower: false })
    powerMonitor.emit('on-ac')
  })
  await expect.poll(() => kept(app)).toEqual(['prevent-app-suspension'])
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect.poll(() => kept(app)).toEqual([])
})
