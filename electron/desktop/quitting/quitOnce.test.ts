import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import { handClock } from '../../../tests/support/handClock.ts'
import { silentLog } from '../../log.ts'
import { backgroundOf } from '../windows/background.ts'
import { limitCrashes } from '../crashes/crashLimit.ts'
import { isOwnPage, opensOutside } from '../windows/origin.ts'
import { mayUse } from '../windows/permissions.ts'
import { quitLimitMs, quitOnce } from './quitOnce.ts'

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
