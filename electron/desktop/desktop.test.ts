import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { handClock } from '../handClock.ts'
import { silentLog } from '../log.ts'
import { backgroundOf } from './background.ts'
import { limitCrashes } from './crashLimit.ts'
import { isOwnPage, opensOutside } from './origin.ts'
import { mayUse } from './permissions.ts'
import { quitLimitMs, quitOnce } from './quitOnce.ts'

const own = 'http://127.0.0.1:4000'

describe('our own page', () => {
  test.each([
    ['http://127.0.0.1:4000/', true],
    ['http://127.0.0.1:4000/projects/1/chat#x', true],
    ['http://127.0.0.1:4001/', false],
    ['https://127.0.0.1:4000/', false],
    ['http://localhost:4000/', false],
    ['http://127.0.0.1:4000@evil.example/', false],
    ['file:///etc/passwd', false],
    ['data:text/html,hello', false],
    ['about:blank', false],
    ['', false]
  ])('%s: %s', (url, expected) => {
    expect(isOwnPage(url, own)).toBe(expected)
  })
})

test.each([
  ['https://example.com/', true],
  ['http://example.com/', true],
  ['mailto:ada@example.com', true],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['vscode://file/x', false],
  ['smb://server/share', false],
  ['nonsense', false]
])('a link to %s may be opened outside: %s', (url, expected) => {
  expect(opensOutside(url)).toBe(expected)
})

test.each([
  ['notifications', `${own}/`, true],
  ['clipboard-sanitized-write', own, true],
  ['loopback-network', own, true],
  ['local-network-access', own, true],
  ['clipboard-read', own, false],
  ['geolocation', own, false],
  ['media', own, false],
  ['openExternal', own, false],
  ['unknown', own, false],
  ['notifications', 'http://127.0.0.1:4001/', false],
  ['notifications', 'https://example.com', false],
  ['notifications', '', false]
])('%s asked by %s is granted: %s', (permission, url, expected) => {
  expect(mayUse(permission, url, own)).toBe(expected)
})

describe('a page that crashes', () => {
  test('is reloaded three times within a minute, then a person is asked', () => {
    const afterCrash = limitCrashes()
    expect([0, 1_000, 2_000, 3_000].map(afterCrash)).toEqual(['reload', 'reload', 'reload', 'give_up'])
  })

  test('now and then is always reloaded', () => {
    const afterCrash = limitCrashes()
    expect([0, 30_000, 60_000, 90_000, 120_000].map(afterCrash)).toEqual(Array(5).fill('reload'))
  })
})

describe('quitting', () => {
  function quit(close: () => Promise<void>, mayQuit = () => Promise.resolve(true)) {
    const app = Object.assign(new EventEmitter(), { exit: (code: number) => void codes.push(code) })
    const codes: number[] = []
    const clock = handClock()
    let prevented = 0
    const { now, settle } = quitOnce(app, { mayQuit, close, clock, log: silentLog })
    const ask = (): void => void app.emit('before-quit', { preventDefault: () => void prevented++ })
    return { codes, clock, ask, now, settle, prevented: () => prevented }
  }
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  test('closes once, however often it is asked, and then exits', async () => {
    let closed = 0
    const { codes, ask, prevented } = quit(async () => void closed++)
    ask()
    ask()
    await settled()
    ask()
    await settled()
    expect({ closed, codes, prevented: prevented() }).toEqual({ closed: 1, codes: [0], prevented: 3 })
  })

  test('asks one question at a time, stays when the answer is no, and asks again', async () => {
    const answers: ((may: boolean) => void)[] = []
    const { codes, ask } = quit(
      () => Promise.resolve(),
      () => new Promise((resolve) => answers.push(resolve))
    )
    ask()
    ask()
    answers[0]?.(false)
    await settled()
    expect([answers.length, codes]).toEqual([1, []])
    ask()
    answers[1]?.(true)
    await settled()
    expect([answers.length, codes]).toEqual([2, [0]])
  })

  test('settled before, it ends at once and closes nothing twice', async () => {
    let closed = 0
    const { codes, ask, settle } = quit(async () => void closed++)
    await settle()
    expect([closed, codes]).toEqual([1, []])
    ask()
    expect([closed, codes]).toEqual([1, [0]])
  })

  test('asks nobody when the machine shuts down', async () => {
    const { codes, ask, now } = quit(
      () => Promise.resolve(),
      () => new Promise(() => undefined)
    )
    ask()
    now()
    await settled()
    expect(codes).toEqual([0])
  })

  test('does not stay because nobody could be asked', async () => {
    const { codes, ask } = quit(
      () => Promise.resolve(),
      () => Promise.reject(new Error('no display'))
    )
    ask()
    await settled()
    expect(codes).toEqual([0])
  })

  test('does not wait longer than its limit', async () => {
    const { codes, clock, ask } = quit(() => new Promise(() => undefined))
    ask()
    await settled()
    clock.advance(quitLimitMs - 1)
    expect(codes).toEqual([])
    clock.advance(1)
    await settled()
    expect(codes).toEqual([1])
  })

  test('exits with 1 when closing failed', async () => {
    const { codes, ask } = quit(() => Promise.reject(new Error('disk full')))
    ask()
    await settled()
    expect(codes).toEqual([1])
  })
})

test.each([
  ['system', true, '#1c1b19'],
  ['system', false, '#fdfcfa'],
  ['light', true, '#fdfcfa'],
  ['dark', false, '#1c1b19'],
  ['contrast', false, '#ffffff'],
  ['contrast', true, '#000000']
] as const)('theme %s on a dark system (%s) begins with %s', (theme, systemIsDark, colour) => {
  expect(backgroundOf(theme, systemIsDark)).toBe(colour)
})
