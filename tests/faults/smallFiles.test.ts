/** The small files beside a session, on a disk that has room for any number of bytes and for no more. */
import { copyFile, mkdtemp, readFile, rename, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CommandRecord } from '../../electron/session/live/commandRecord.ts'
import { Conversations } from '../../electron/session/past/conversations.ts'
import { SessionId } from '../../shared/ids.ts'
import { BadDisk } from './badDisk.ts'

const id = (digit: number): SessionId =>
  SessionId.parse(`${String(digit).repeat(8)}-1111-4111-8111-111111111111`)

let folder: string
let disk: BadDisk
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-small-'))
  disk = await BadDisk.below(folder)
})
afterEach(async () => {
  disk.remove()
  await rm(folder, { recursive: true, force: true })
})

function follow(session: Conversations, digit: number): void {
  session.follow({ id: id(digit), at: `2026-01-05T08:00:0${digit}.000Z`, messageId: null, isReset: true })
}

test('a conversation whose line found no room is written when there is some, and none is lost or there in part', async () => {
  for (let room = 0; room < 180; room += 1) {
    const session = new Conversations(join(folder, String(room)), id(1))
    follow(session, 2)
    const before = await readFile(session.file, 'utf8')
    disk.fill(room)
    const isKept = isDone(() => follow(session, 3))
    disk.heal()
    const left = await readFile(session.file, 'utf8')
    expect(isKept || left === before).toBe(true)
    session.save()
    const next = new Conversations(join(folder, String(room)), id(1))
    expect(next.chain().map((one) => one.id)).toEqual([id(1), id(2), id(3)])
  }
})

test('a session that could not be taken back to a conversation goes on where it was', () => {
  const session = new Conversations(join(folder, 'chain'), id(1))
  follow(session, 2)
  disk.fill(10)
  expect(() => session.resume(id(1))).toThrow('ENOSPC')
  disk.heal()
  session.save()
  expect([session.current, session.wasTakenBack]).toEqual([id(2), false])
  expect(new Conversations(join(folder, 'chain'), id(1)).current).toBe(id(2))
})

function isDone(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false // The disk refuses it.
  }
}

function carryOut(record: CommandRecord, one: string): void {
  record.begin(one)
  record.finish(one, true)
}

test('a command that was carried out is known to the next life, or its record is known not to be whole', () => {
  for (let room = 0; room < 80; room += 1) {
    for (const end of ['closed', 'closed on a disk that is full', 'killed'] as const) {
      const file = join(folder, `${room} ${end}`, 'session.ids')
      const record = new CommandRecord(file)
      record.complete([id(1)])
      disk.fill(room)
      const carriedOut = [id(1), ...[2, 3].map(id).filter((one) => isDone(() => carryOut(record, one)))]
      if (end === 'closed') disk.heal()
      if (end !== 'killed') isDone(() => record.close())
      disk.heal()
      const next = new CommandRecord(file)
      const known = [1, 2, 3].map(id).filter((one) => next.has(one))
      expect(carriedOut).toEqual(expect.arrayContaining(known))
      const isTold = !next.isWhole && end !== 'closed'
      expect([room, end, isTold ? carriedOut : known]).toEqual([room, end, carriedOut])
      carryOut(next, id(5))
      expect([...known, id(5)].every((one) => new CommandRecord(file).has(one))).toBe(true)
    }
  }
})

test.each([
  ['removed', (file: string) => rm(file)],
  ['cut off', (file: string) => truncate(file, 40)],
  ['put back as it was', async (file: string) => rename(`${file}.copy`, file)]
])(
  'a record of commands that another program has %s is whole again with the next command',
  async (_how, damage) => {
    const file = join(folder, 'commands', 'session.ids')
    const record = new CommandRecord(file)
    record.complete([id(1)])
    carryOut(record, id(2))
    await copyFile(file, `${file}.copy`)
    carryOut(record, id(3))
    await damage(file)
    carryOut(record, id(4))
    const next = new CommandRecord(file)
    expect([next.isWhole, ...[1, 2, 3, 4].map((one) => next.has(id(one)))]).toEqual([
      true,
      true,
      true,
      true,
      true
    ])
  }
)
