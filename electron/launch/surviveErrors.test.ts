import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { surviveErrors } from './surviveErrors.ts'

function watched(): { source: EventEmitter; ended: unknown[]; logged: string[] } {
  const source = new EventEmitter()
  const ended: unknown[] = []
  const logged: string[] = []
  const note = (_facts: object, message: string): void => void logged.push(message)
  surviveErrors(source, { ...silentLog, warn: note, error: note }, (error) => ended.push(error))
  return { source, ended, logged }
}

test('a rejection nobody handled is logged, and serving goes on', () => {
  const { source, ended, logged } = watched()
  source.emit('unhandledRejection', new Error('oops'))
  expect([ended, logged]).toEqual([[], ['a promise was rejected and nobody handled it']])
})

test.each(['EPIPE', 'ECONNRESET'])('an uncaught %s is logged, and serving goes on', (code) => {
  const { source, ended, logged } = watched()
  source.emit('uncaughtException', Object.assign(new Error('gone'), { code }))
  expect([ended, logged]).toEqual([[], ['the other end of a pipe or socket is gone']])
})

test('any other uncaught exception ends things in order, once', () => {
  const { source, ended, logged } = watched()
  const first = new Error('a bug')
  source.emit('uncaughtException', first)
  source.emit('uncaughtException', new Error('and what came of it'))
  expect(ended).toEqual([first])
  expect(logged).toEqual(['an exception was not caught', 'an exception was not caught'])
})
