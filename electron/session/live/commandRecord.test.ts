import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import { restingState } from '../../../shared/evolve.ts'
import { CommandRecord } from './commandRecord.ts'
import { KnownCommands } from './knownCommands.ts'

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

function recordFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'skein-commands-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'commands', 'session.ids')
}

/** A record in which these were carried out. */
function filled(file: string, ...ids: readonly string[]): CommandRecord {
  const record = new CommandRecord(file)
  record.complete([])
  for (const one of ids) {
    record.begin(one)
    record.finish(one, true)
  }
  return record
}

const knows = (file: string, ids: readonly string[]): string[] => {
  const record = new CommandRecord(file)
  return ids.filter((one) => record.has(one))
}

test('what was carried out is known to the next life of the session', () => {
  const file = recordFile()
  filled(file, id(1), id(2)).close()
  expect(knows(file, [id(1), id(2), id(3)])).toEqual([id(1), id(2)])
  expect(new CommandRecord(file).isWhole).toBe(true)
})

test('what was begun and not finished when the server died counts for nothing, and the next stands alone', () => {
  const file = recordFile()
  filled(file, id(1)).begin(id(2))
  const next = new CommandRecord(file)
  expect([next.isWhole, next.has(id(1)), next.has(id(2))]).toEqual([false, true, false])
  next.begin(id(3))
  next.finish(id(3), true)
  expect(knows(file, [id(1), id(2), id(3)])).toEqual([id(1), id(3)])
})

test('cut off at any byte, every line that stands is known, no other is, and it is told apart from a whole one', () => {
  const file = recordFile()
  const ids = [id(1), id(2), id(3)]
  filled(file, ...ids).close()
  const whole = readFileSync(file)
  const header = whole.indexOf(10) + 1
  for (let end = 0; end <= whole.length; end += 1) {
    writeFileSync(file, whole.subarray(0, end))
    const lines = Math.max(0, Math.floor((end - header) / 37))
    expect(knows(file, ids)).toEqual(ids.slice(0, lines))
    const isCut = end < header || (end - header) % 37 !== 0
    const record = new CommandRecord(file)
    expect(record.isWhole).toBe(!isCut)
    if (!isCut) continue
    record.complete([id(9)])
    expect(knows(file, [...ids, id(9)])).toEqual([...ids.slice(0, lines), id(9)])
    expect(new CommandRecord(file).isWhole).toBe(true)
  }
})

test('what cannot be written when it is carried out is known at once, and written with the next', () => {
  const file = recordFile()
  writeFileSync(join(file, '..', '..', 'commands'), 'a file where the folder should be')
  const record = new CommandRecord(file)
  expect(() => record.begin(id(1))).toThrow(/EEXIST|ENOTDIR/)
  record.finish(id(1), false)
  expect(record.has(id(1))).toBe(true)
  rmSync(join(file, '..'))
  record.begin(id(2))
  record.finish(id(2), true)
  expect(knows(file, [id(1), id(2)])).toEqual([id(1), id(2)])
})

test('the past is read with the first command of a session nobody kept a record of, and never again', async () => {
  const file = recordFile()
  let reads = 0
  const known = (): KnownCommands =>
    new KnownCommands({
      state: restingState(sampleSession, { messages: [], before: null }),
      record: new CommandRecord(file),
      isNew: false,
      pastIds: () => {
        reads += 1
        return Promise.resolve([id(1)])
      },
      onTrouble: (thrown) => expect(thrown).toBe(undefined)
    })
  const first = known()
  expect(reads).toBe(0)
  await first.recall()
  expect([reads, first.recall(), first.has(id(1)), first.has(id(2))]).toEqual([1, null, true, false])
  first.close()
  const second = known()
  expect([second.recall(), second.has(id(1)), reads]).toEqual([null, true, 1])
})

test('a stop and a refusal wait for no disk; what begins work is refused with what to do', () => {
  const file = recordFile()
  mkdirSync(file, { recursive: true }) // a folder where the file should be
  const known = new KnownCommands({
    state: restingState(sampleSession, { messages: [], before: null }),
    record: new CommandRecord(file),
    isNew: true,
    pastIds: () => Promise.resolve([]),
    onTrouble: () => undefined
  })
  const answers = (['interrupt', 'answer_permission', 'unqueue_message', 'set_permission_mode'] as const).map(
    (type) => known.begin({ id: id(1), type })
  )
  expect(answers).toEqual([null, null, null, null])
  for (const type of ['send_message', 'resume_queue', 'edit_queued', 'move_queued', 'set_model'] as const) {
    expect(known.begin({ id: id(2), type })).toEqual({
      code: 'not_kept',
      message: expect.stringContaining('send it again'),
      parameters: { cause: 'other', reason: expect.any(String), twice: 1 }
    })
  }
})
