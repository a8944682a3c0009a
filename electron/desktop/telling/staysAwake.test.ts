import { expect, test } from 'vitest'
import { staysAwake } from './staysAwake.ts'
import type { Power } from './staysAwake.ts'

const works = { openPermissions: 0 }
const waits = { openPermissions: 2 }

test.each<[string, Power, boolean]>([
  ['nothing runs', { running: [], choice: 'always', onBattery: false }, false],
  ['a turn runs', { running: [works], choice: 'always', onBattery: true }, true],
  [
    'all that runs waits for the person',
    { running: [waits, waits], choice: 'always', onBattery: false },
    false
  ],
  ['one waits and one works', { running: [waits, works], choice: 'always', onBattery: false }, true],
  ['on battery, when that was left out', { running: [works], choice: 'plugged', onBattery: true }, false],
  ['plugged in', { running: [works], choice: 'plugged', onBattery: false }, true],
  ['never chosen', { running: [works], choice: 'never', onBattery: false }, false]
])('%s', (_name, power, expected) => {
  expect(staysAwake(power)).toBe(expected)
})
