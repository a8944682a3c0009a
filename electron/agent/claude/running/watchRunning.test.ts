import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { SessionId } from '../../../../shared/ids.ts'
import { systemClock } from '../../../clock.ts'
import { silentLog } from '../../../log.ts'
import type { RunningWatch } from '../../running.ts'
import { watchRunning } from './watchRunning.ts'
import type { ProcessFacts } from './watchRunning.ts'

const session = SessionId.parse('7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f')
const other = SessionId.parse('1e8bfa5c-0c5c-4f0e-9c59-0d2b4f8f6a11')
let home: string
let watching: RunningWatch | null = null
let living: Map<number, string>
let ours: Set<number>
let asked: number[]
let changes = 0
let whenChanged: () => void = () => undefined

const facts: ProcessFacts = {
  isAlive: (pid, procStart) => Promise.resolve(living.get(pid) === procStart),
  ours: (running) =>
    Promise.resolve(new Set(running.map(({ heldBy }) => heldBy.pid).filter((pid) => ours.has(pid)))),
  end: ({ heldBy: { pid } }) => {
    asked.push(pid)
    if (pid !== 99) living.delete(pid)
    return Promise.resolve()
  }
}

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'skein-running-'))
  living = new Map([[1234, '50']])
  ours = new Set()
  asked = []
  changes = 0
  whenChanged = () => undefined
})

afterEach(async () => {
  await watching?.close()
  watching = null
  await rm(home, { recursive: true, force: true })
})

function begin(): RunningWatch {
  watching = watchRunning({
    home: () => Promise.resolve(home),
    facts,
    clock: systemClock,
    log: silentLog,
    changed: () => {
      changes += 1
      whenChanged()
    }
  })
  return watching
}

const nextChange = (): Promise<void> =>
  new Promise((resolve) => {
    whenChanged = resolve
  })

async function registered(pid: number, facts: object = {}): Promise<void> {
  await mkdir(join(home, 'sessions'), { recursive: true })
  await writeFile(
    join(home, 'sessions', `${pid}.json`),
    JSON.stringify({
      pid,
      sessionId: session,
      cwd: '/work',
      procStart: '50',
      kind: 'interactive',
      entrypoint: 'cli',
      status: 'idle',
      updatedAt: 1,
      ...facts
    })
  )
}

it('what runs in a terminal is there from the first look on, and told once', async () => {
  await registered(1234)
  const running = begin()
  await running.look()
  await running.look()
  expect([...running.held().values()]).toEqual([
    {
      sessionId: session,
      cwd: '/work',
      heldBy: { kind: 'terminal', pid: 1234, status: 'idle', waitingFor: null }
    }
  ])
  expect(changes).toBe(1)
})

it('a change of its state is seen without being asked for', async () => {
  await registered(1234)
  const running = begin()
  await running.look()
  const changed = nextChange()
  await registered(1234, { status: 'waiting', waitingFor: 'permission prompt' })
  await changed
  expect(running.held().get(session)?.heldBy).toMatchObject({
    status: 'waiting',
    waitingFor: 'permission prompt'
  })
})

it('what has ended, was killed, or is another process by now, holds nothing', async () => {
  await registered(1234)
  await registered(77, { sessionId: other })
  const running = begin()
  living.set(77, 'began later')
  await running.look()
  expect([...running.held().keys()]).toEqual([session])
  living.clear()
  await running.look()
  expect(running.held().size).toBe(0)
  expect(changes).toBe(2)
})

it('processes of our own hold nothing', async () => {
  ours = new Set([1234])
  await registered(1234)
  const running = begin()
  await running.look()
  expect(running.held().size).toBe(0)
})

it('one of ours that is written down as such a moment later is not taken for another', async () => {
  await registered(1234)
  const running = begin()
  await running.look()
  ours = new Set([1234])
  await running.look()
  expect(running.held().size).toBe(0)
})

it('a file that is just being written says what it said before', async () => {
  await registered(1234, { status: 'busy' })
  const running = begin()
  await running.look()
  await writeFile(join(home, 'sessions', '1234.json'), '{"pid":1234,"sess')
  await running.look()
  expect(running.held().get(session)?.heldBy.status).toBe('busy')
})

it('a file of another name, of another process, or too large, is passed over', async () => {
  await registered(1234)
  living.set(77, '50')
  await writeFile(join(home, 'sessions', '1234.abc.key'), 'secret')
  await writeFile(
    join(home, 'sessions', 'roster.json'),
    JSON.stringify({ pid: 77, sessionId: other, cwd: '/' })
  )
  await writeFile(
    join(home, 'sessions', '77.json'),
    JSON.stringify({ pid: 1234, sessionId: other, cwd: '/', procStart: '50' })
  )
  const running = begin()
  await running.look()
  expect([...running.held().keys()]).toEqual([session])
})

it('of two processes with one session the one that changed last counts', async () => {
  living.set(77, '50')
  await registered(1234, { updatedAt: 5 })
  await registered(77, { updatedAt: 9, status: 'busy' })
  const running = begin()
  await running.look()
  expect(running.held().get(session)?.heldBy.pid).toBe(77)
})

it('a process is asked to end, and waited for', async () => {
  await registered(1234)
  const running = begin()
  expect(await running.end(session)).toBe(true)
  expect(asked).toEqual([1234])
  expect(await running.end(session)).toBe(true)
  expect(asked).toEqual([1234])
})

it('where there is no registry nothing runs', async () => {
  home = join(home, 'nowhere')
  const running = begin()
  await running.look()
  expect([running.held().size, changes]).toEqual([0, 0])
})
