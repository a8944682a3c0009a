import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { silentLog } from '../../log.ts'
import { encodeProjectFolder } from '../../agent/claude/transcript/locate.ts'
import { answerLine, promptLine, said, toText } from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'
import { chooseBranch } from '../acts/chooseBranch.ts'
import { SessionPast } from './past.ts'

// A session that was cleared twice: three transcripts, each with a prompt and an answer.

const cwd = '/home/dev/p'
const ids = [1, 2, 3].map((digit) =>
  SessionId.parse(`${String(digit).repeat(8)}-1111-4111-8111-111111111111`)
)
const [first, second, third] = ids

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'skein-cleared-'))
  await mkdir(join(root, 'data'))
  await mkdir(join(root, 'home', 'projects', encodeProjectFolder(cwd)), { recursive: true })
  for (const [at, id] of ids.entries()) await write(id, turn(at))
})
afterEach(() => rm(root, { recursive: true, force: true }))

function turn(at: number, after: string | null = null): Line[] {
  return [promptLine(`p${at}`, after), answerLine(`a${at}`, `p${at}`, `m${at}`, said(`Answer ${at}.`))]
}

async function write(id: SessionId, lines: readonly Line[]): Promise<void> {
  await writeFile(join(root, 'home', 'projects', encodeProjectFolder(cwd), `${id}.jsonl`), toText(lines))
}

function pastOf(sessionId = first): SessionPast {
  if (sessionId === undefined) throw new Error('no id')
  return new SessionPast({
    transcripts: claudeTranscripts({ home: async () => join(root, 'home') }),
    agent: 'claude',
    tools: null,
    dataDir: join(root, 'data'),
    sessionId,
    cwd,
    version: '0.1.0',
    log: silentLog,
    onLost: () => undefined
  })
}

function cleared(): SessionPast {
  const past = pastOf()
  for (const [at, id] of [second, third].entries()) {
    if (id === undefined) continue
    past.follow({ id, at: `2026-01-05T09:00:0${at}.000Z`, messageId: `p${at + 1}`, isReset: true })
  }
  return past
}

const whole = ['p0', 'm0', 'p1', `cleared:${second}`, 'm1', 'p2', `cleared:${third}`, 'm2']

async function inPages(past: SessionPast, limit: number): Promise<string[]> {
  let read: string[] = []
  for (let before: string | null | undefined = undefined; before !== null;) {
    const page: Awaited<ReturnType<SessionPast['page']>> = await past.page({
      limit,
      ...(before === undefined ? null : { before })
    })
    read = [...page.messages.map(({ id }) => id), ...read]
    before = page.before
  }
  return read
}

test.each([1, 2, 3, 5, 50])(
  'reads as one, in pages of %i, with a line behind what cleared it',
  async (limit) => {
    cleared()
    expect(await inPages(pastOf(), limit)).toStrictEqual(whole)
  }
)

test('is counted over all files, and counted on from where it was', async () => {
  const past = cleared()
  const { metadata, checkpoint } = await past.account(null)
  expect(metadata).toMatchObject({ totalTokens: 9, messageCount: 6, firstMessagePreview: 'p0' })
  if (third !== undefined) await write(third, [...turn(2), ...turn(3, 'a2')])
  expect((await past.account(checkpoint)).metadata).toMatchObject({ totalTokens: 12, messageCount: 8 })
})

test('a file that is gone leaves the others', async () => {
  cleared()
  await rm(join(root, 'home', 'projects', encodeProjectFolder(cwd), `${second}.jsonl`))
  expect(await inPages(pastOf(), 2)).toStrictEqual(['p0', 'm0', 'p2', `cleared:${third}`, 'm2'])
})

test('a crash right behind the note of a new conversation loses nothing, and the session goes on in it', async () => {
  cleared()
  // The agent had not written a line of it yet.
  const file = join(root, 'home', 'projects', encodeProjectFolder(cwd), `${third}.jsonl`)
  await rm(file)
  const past = pastOf()
  expect([past.conversation, await past.file()]).toStrictEqual([third, null])
  expect(await inPages(past, 2)).toStrictEqual(['p0', 'm0', 'p1', `cleared:${second}`, 'm1'])
  const { metadata, checkpoint } = await past.account(null)
  expect(metadata).toMatchObject({ totalTokens: 6, messageCount: 4 })
  if (third !== undefined) await write(third, turn(2))
  expect(await inPages(pastOf(), 2)).toStrictEqual(whole)
  expect((await pastOf().account(checkpoint)).metadata).toMatchObject({ totalTokens: 9, messageCount: 6 })
})

test('a place in an earlier file is a place in that conversation', async () => {
  const past = cleared()
  const at = async (messageId: string, place: 'before' | 'through'): Promise<unknown> =>
    chooseBranch(past, { messageId, place })
  expect(await at('m1', 'through')).toStrictEqual({ head: null, hidden: [], conversation: second })
  // Before what cleared it is where the one before it ends.
  expect(await at('p2', 'before')).toStrictEqual({ head: null, hidden: [], conversation: second })
  expect(await at('m2', 'through')).toStrictEqual({ head: null, hidden: [] })
  await expect(at('nobody', 'through')).rejects.toMatchObject({ code: 'message_not_found' })
})

test('a cursor of a conversation it does not have is refused', async () => {
  await expect(cleared().page({ limit: 5, before: 'part:nobody:' })).rejects.toMatchObject({
    code: 'bad_cursor'
  })
})
