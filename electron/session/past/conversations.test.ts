import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import { Conversations, conversationsFolder, laterConversations } from './conversations.ts'

const id = (digit: number): SessionId =>
  SessionId.parse(`${String(digit).repeat(8)}-1111-4111-8111-111111111111`)
const change = (digit: number): Parameters<Conversations['follow']>[0] => ({
  id: id(digit),
  at: `2026-01-05T08:00:0${digit}.000Z`,
  messageId: null,
  isReset: true
})

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'skein-conversations-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const of = (session: SessionId): Conversations => new Conversations(conversationsFolder(dataDir), session)
const ids = (conversations: Conversations): SessionId[] => conversations.chain().map((one) => one.id)

test('a session that was never cleared is one conversation, and no file', () => {
  const session = of(id(1))
  expect([session.current, ids(session)]).toEqual([id(1), [id(1)]])
  expect(laterConversations(dataDir)).toEqual(new Set())
})

test('what came after what is known to whoever reads it again', () => {
  const session = of(id(1))
  session.follow(change(2))
  session.follow(change(3))
  session.follow(change(3))
  expect(ids(session)).toEqual([id(1), id(2), id(3)])
  expect(ids(of(id(1)))).toEqual([id(1), id(2), id(3)])
  expect(laterConversations(dataDir)).toEqual(new Set([id(2), id(3)]))
})

test('going back leaves a conversation and forgets none', () => {
  const session = of(id(1))
  session.follow(change(2))
  session.resume(id(1))
  expect([ids(session), session.all().map((one) => one.id)]).toEqual([[id(1)], [id(2), id(1)]])
  session.follow(change(3))
  expect([ids(of(id(1))), of(id(1)).wasTakenBack]).toEqual([[id(1), id(3)], true])
  session.resume(id(2))
  expect(ids(of(id(1)))).toEqual([id(1), id(2)])
})

test('a fork begins behind what came before, which is not its own', () => {
  const session = of(id(1))
  session.follow(change(2))
  session.follow(change(3))
  const fork = of(id(9))
  fork.beginAfter(session.chain())
  expect(ids(of(id(9)))).toEqual([id(1), id(2), id(9)])
  expect([id(1), id(2), id(9)].map((one) => fork.owns(one))).toEqual([false, false, true])
  const copied = of(id(7))
  copied.beginAfter(session.chain(), 'its copy')
  expect(copied.chain().map(({ begun }) => begun?.messageId)).toEqual([
    undefined,
    change(2).messageId,
    'its copy'
  ])
  fork.follow(change(8))
  expect(ids(of(id(9)))).toEqual([id(1), id(2), id(9), id(8)])
  expect(laterConversations(dataDir)).toEqual(new Set([id(2), id(3), id(8)]))
})

test('a line that was torn, or is none of ours, says nothing', async () => {
  of(id(1)).follow(change(2))
  const file = of(id(1)).file
  await appendFile(file, '{"type":"begun","id":"333')
  of(id(1)).follow(change(4))
  await appendFile(file, '{"type":"from a later version"}\n')
  expect(ids(of(id(1)))).toEqual([id(1), id(2), id(4)])
})

test('conversations that claim to come after each other end somewhere', () => {
  const session = of(id(1))
  session.follow(change(2))
  session.follow({ ...change(1) })
  expect(ids(of(id(1)))).toHaveLength(2)
})

test('what could not be written is written with what comes next, once and in order', async () => {
  const folder = conversationsFolder(dataDir)
  const session = of(id(1))
  expect(session.current).toBe(id(1))
  await writeFile(folder, 'in the way')
  for (const digit of [2, 3]) expect(() => session.follow(change(digit))).toThrow(/ENOTDIR|EEXIST/u)
  expect(ids(session)).toEqual([id(1), id(2), id(3)])
  await rm(folder)
  session.save()
  session.resume(id(2))
  expect(ids(of(id(1)))).toEqual([id(1), id(2)])
  expect((await readFile(session.file, 'utf8')).match(/"type":"\w+","id":"\d/gu)).toEqual([
    '"type":"begun","id":"2',
    '"type":"begun","id":"3',
    '"type":"resumed","id":"2'
  ])
})

test('what the disk does not take holds all the same, and is written when it does', async () => {
  const folder = conversationsFolder(dataDir)
  await writeFile(folder, 'in the way')
  const session = of(id(1))
  // On a damaged disk not even reading works: it is a session of one conversation.
  expect(() => session.follow(change(2))).toThrow(/ENOTDIR|EEXIST/u)
  await rm(folder)
  await mkdir(folder)
  const again = of(id(1))
  again.follow(change(2))
  expect(ids(of(id(1)))).toEqual([id(1), id(2)])
})
