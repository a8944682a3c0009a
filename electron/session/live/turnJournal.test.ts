import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SessionEvent } from '../../../shared/events.ts'
import { restingState } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { prompt } from '../../../tests/support/transcript/testTranscript.ts'
import { Journal, readJournal, removeDrafts } from './journal.ts'
import { TurnJournal, journalMove } from './turnJournal.ts'
import type { JournalStep } from './turnJournal.ts'

describe('what happens to the file of a journal', () => {
  const spent = { isNeeded: true, isThere: true, isInStep: true, isSpent: true }
  test.each([
    ['nothing while nothing happens', { ...spent, isNeeded: false, isThere: false }, 'nothing'],
    ['it goes when nothing needs it', { ...spent, isNeeded: false }, 'remove'],
    ['it goes though it says less than it should', { ...spent, isNeeded: false, isInStep: false }, 'remove'],
    ['it is begun', { ...spent, isThere: false }, 'append'],
    ['it grows with the turn', { ...spent, isSpent: false }, 'append'],
    ['it begins anew with the next turn', spent, 'replace'],
    ['it goes on over the end of a turn that is not saved', { ...spent, isSpent: false }, 'append'],
    [
      'it is written whole after it could not be written',
      { ...spent, isInStep: false, isSpent: false },
      'replace'
    ],
    [
      'so is one that could not even be begun',
      { isNeeded: true, isThere: false, isInStep: false, isSpent: false },
      'replace'
    ]
  ] as const)('%s', (_, need, move) => {
    expect(journalMove(need)).toBe(move)
  })
})

describe('the journal of a turn', () => {
  let folder: string
  let file: string
  let problems: string[]
  let turnJournal: TurnJournal
  const header = {
    type: 'journal' as const,
    version: 1 as const,
    sessionId: sampleSession.id,
    cwd: '/p',
    session: sampleSession
  }
  const open = (): TurnJournal =>
    new TurnJournal(new Journal(file, header), {
      originals: { whole: (message) => message, wholeQueue: (queue) => [...queue] },
      onLost: ({ code }) => problems.push(code)
    })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skein-journal-'))
    file = join(folder, 'x.journal')
    problems = []
    turnJournal = open()
  })
  afterEach(() => {
    turnJournal.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const running: SessionState = restingState(
    { ...sampleSession, state: 'running' },
    { messages: [prompt('p')], before: null }
  )
  const idle = restingState(sampleSession, { messages: [prompt('p')], before: null })
  function step(
    after: SessionState,
    event: SessionEvent,
    unsaved: readonly SessionMessage[] = []
  ): JournalStep {
    const startsAnew = event.type === 'message_complete'
    return {
      after,
      turnStart: 0,
      told: [{ shown: event, journaled: event }],
      frames: [],
      startsAnew,
      unsaved
    }
  }
  const said: SessionEvent = { type: 'message_added', message: prompt('p') }
  const ended: SessionEvent = { type: 'message_complete', outcome: 'done', metadata: sampleSession.metadata }
  const types = (): string[] => readJournal(file).events.map(({ type }) => type)

  test('goes with the end of a turn that the transcript holds', () => {
    turnJournal.write(step(running, said))
    expect(types()).toEqual(['message_added'])
    turnJournal.write(step(idle, ended))
    expect(() => readFileSync(file)).toThrow('ENOENT')
  })

  test('stays, with the end of the turn, until the transcript holds all of it', () => {
    turnJournal.write(step(running, said))
    turnJournal.write(step(idle, ended, [prompt('p')]))
    expect(types()).toEqual(['message_added', 'message_complete'])
    turnJournal.settle(idle, 1, [])
    expect(() => readFileSync(file)).toThrow('ENOENT')
    expect(problems).toEqual([])
  })

  test('of another life is replaced by one that holds what is unsaved', () => {
    turnJournal.close()
    writeFileSync(file, 'what was there', { mode: 0o600 })
    turnJournal = open()
    turnJournal.write(step(running, said, [prompt('older')]))
    expect(readJournal(file).events).toMatchObject([
      { type: 'queue_changed' },
      { type: 'message_added', message: { id: 'older' } },
      { type: 'message_added', message: { id: 'p' } },
      { type: 'session_updated' }
    ])
  })

  test('that cannot be written refuses a promise, and says only once that a turn is not safe', () => {
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'no folder')
    expect(turnJournal.secure(step(running, said))).toMatchObject({ code: 'not_kept' })
    expect(problems).toEqual([])
    turnJournal.write(step(running, said))
    turnJournal.write(step(running, said))
    expect([problems, turnJournal.isBehind]).toEqual([['journal_unavailable'], true])
    rmSync(folder)
    expect(turnJournal.secure(step(running, said))).toBeNull()
    expect(types()).toEqual(['queue_changed', 'message_added', 'session_updated'])
    expect(turnJournal.isBehind).toBe(false)
  })

  test('is not written whole for each piece of a text while the disk takes nothing', () => {
    turnJournal.write(step(running, said))
    const grown: SessionEvent = { type: 'stream_output', messageId: 'm', index: 0, append: 'x' }
    let attempts = 0
    const counting: JournalStep = {
      ...step(running, grown),
      get after() {
        attempts += 1
        return running
      }
    }
    turnJournal.close()
    rmSync(folder, { recursive: true })
    writeFileSync(folder, 'no folder')
    turnJournal.write(step(running, ended))
    for (let piece = 0; piece < 200; piece += 1) turnJournal.write(counting)
    expect(attempts).toBeGreaterThan(3)
    expect(attempts).toBeLessThan(30)
    rmSync(folder)
    for (let piece = 0; piece < 65; piece += 1) turnJournal.write(counting)
    expect(types()).toContain('message_added')
  })

  test('leaves no draft behind', () => {
    writeFileSync(`${file}.next`, 'half', { mode: 0o600 })
    removeDrafts(folder)
    expect(() => readFileSync(`${file}.next`)).toThrow('ENOENT')
    removeDrafts(join(folder, 'nowhere'))
  })

  test('is read beyond lines that cannot be read, and tells how many there are', () => {
    turnJournal.write(step(running, said))
    const [first = '', second = ''] = readFileSync(file, 'utf8').split('\n')
    const reads = (text: string): [boolean, number, number] => {
      writeFileSync(file, text)
      const { header: head, events, unreadable } = readJournal(file)
      return [head !== null, events.length, unreadable]
    }
    expect(reads(`${first}\n${second}\n`)).toEqual([true, 1, 0])
    expect(reads(`${first}\n{"ty\n${second}\n`)).toEqual([true, 1, 1])
    expect(reads(`${first}\n${second}\n{"ty`)).toEqual([true, 1, 1])
    expect(reads(`${first.slice(9)}\n${second}\n`)).toEqual([false, 1, 1])
    expect(reads('')).toEqual([false, 0, 0])
  })
})
