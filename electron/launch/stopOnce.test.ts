import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { handClock } from '../../tests/support/handClock.ts'
import { stopLimitMs, stopOnce } from './stopOnce.ts'

describe('the end of a server without a window', () => {
  let target: EventEmitter & { exit(code: number): void }
  let codes: number[]
  let clock: ReturnType<typeof handClock>
  let closes: PromiseWithResolvers<void>[]

  interface PromiseWithResolvers<T> {
    readonly promise: Promise<T>
    readonly resolve: (value: T) => void
    readonly reject: (error: Error) => void
  }

  const begin = (): ((reason: string, code: number) => void) =>
    stopOnce(
      target,
      () => {
        let resolve: (value: void) => void = () => undefined
        let reject: (error: Error) => void = () => undefined
        const promise = new Promise<void>((one, other) => {
          resolve = one
          reject = other
        })
        closes.push({ promise, resolve, reject })
        return promise
      },
      { clock, log: silentLog }
    )

  beforeEach(() => {
    codes = []
    closes = []
    clock = handClock()
    target = Object.assign(new EventEmitter(), { exit: (code: number) => void codes.push(code) })
  })

  test.each(['SIGTERM', 'SIGINT'])('%s closes once and exits 0 when that is done', async (signal) => {
    begin()
    target.emit(signal, signal)
    expect(codes).toEqual([])
    closes[0]?.resolve()
    await closes[0]?.promise
    expect([codes, closes.length]).toEqual([[0], 1])
  })

  test('the same signal passed on by npm is no second wish', () => {
    begin()
    target.emit('SIGINT', 'SIGINT')
    clock.advance(300)
    target.emit('SIGINT', 'SIGINT')
    expect([codes, closes.length]).toEqual([[], 1])
  })

  test('a second signal later exits at once', () => {
    begin()
    target.emit('SIGINT', 'SIGINT')
    clock.advance(1_500)
    target.emit('SIGINT', 'SIGINT')
    expect([codes, closes.length]).toEqual([[130], 1])
  })

  test('closing that never ends is cut off', () => {
    begin()
    target.emit('SIGTERM', 'SIGTERM')
    clock.advance(stopLimitMs)
    expect(codes).toEqual([1])
  })

  test('closing that fails exits 1', async () => {
    begin()
    target.emit('SIGTERM', 'SIGTERM')
    closes[0]?.reject(new Error('disk full'))
    await closes[0]?.promise.catch(() => undefined)
    expect(codes).toEqual([1])
  })

  test('told to stop for another reason it exits with the code it was given', async () => {
    begin()('uncaughtException', 1)
    closes[0]?.resolve()
    await closes[0]?.promise
    expect(codes).toEqual([1])
  })
})
