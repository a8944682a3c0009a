import { expect, it } from 'vitest'
import { readRunningFile } from './runningFile.ts'

const file = {
  pid: 4711,
  sessionId: '7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f',
  cwd: '/home/ada/work',
  startedAt: 1_796_000_000_000,
  procStart: '123456',
  version: '2.1.330',
  kind: 'interactive',
  entrypoint: 'cli',
  status: 'idle',
  updatedAt: 1_796_000_001_000
}
const read = (changes: object): ReturnType<typeof readRunningFile> =>
  readRunningFile(JSON.stringify({ ...file, ...changes }))

it('a session in a terminal', () => {
  expect(read({})).toStrictEqual({
    sessionId: file.sessionId,
    cwd: '/home/ada/work',
    procStart: '123456',
    entrypoint: 'cli',
    jobId: null,
    updatedAt: 1_796_000_001_000,
    heldBy: { kind: 'terminal', pid: 4711, status: 'idle', waitingFor: null }
  })
})

it.each([
  [
    'waits, and says for what',
    { status: 'waiting', waitingFor: 'permission prompt' },
    'waiting',
    'permission prompt'
  ],
  ['waits and does not say for what', { status: 'waiting' }, 'waiting', null],
  ['works, whatever it waited for before', { status: 'busy', waitingFor: 'permission prompt' }, 'busy', null],
  ['is in a state of a later version', { status: 'dreaming' }, 'busy', null],
  ['says no state', { status: undefined }, 'busy', null]
])('one that %s', (_, changes, status, waitingFor) => {
  expect(read(changes)?.heldBy).toMatchObject({ status, waitingFor })
})

it.each([
  ['a background job', { kind: 'bg', jobId: '7f7e1d0a' }, 'background'],
  ['another program that drives it', { entrypoint: 'sdk-ts' }, 'other'],
  ['a kind of a later version', { kind: 'swarm' }, 'other']
])('%s', (_, changes, kind) => {
  expect(read(changes)?.heldBy.kind).toBe(kind)
})

it.each([
  ['half of one', JSON.stringify(file).slice(0, 80)],
  ['nothing', ''],
  ['a list', '[]'],
  ['one without a process', JSON.stringify({ ...file, pid: undefined })],
  ['a process that cannot be', JSON.stringify({ ...file, pid: -1 })],
  ['one without a session', JSON.stringify({ ...file, sessionId: '../../etc/passwd' })]
])('%s is no session', (_, text) => {
  expect(readRunningFile(text)).toBeNull()
})

it('a start that is a number, and facts of a wrong kind, cost no more than themselves', () => {
  expect(read({ procStart: 99, waitingFor: 7, updatedAt: 'now', jobId: {} })).toMatchObject({
    procStart: '99',
    updatedAt: 0,
    jobId: null
  })
})
