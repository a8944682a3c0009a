/** What the next start makes of what a dead server left: as it would read without the fault, whatever the recovery meets. */
import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import {
  answerLine,
  promptLine,
  resultLine,
  said,
  toolUse,
  toText
} from '../support/transcript/testTranscript.ts'
import { Status } from '../../shared/protocol.ts'
import type { ContentBlock, SessionMessage } from '../../shared/session.ts'
import { DELETE_UNDO_MS } from '../../shared/steering.ts'
import { answerWith, beginAnswer, lastRunOf } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { pagesOf, textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'
import { BadDisk } from './badDisk.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

function message(id: string, role: SessionMessage['role'], ...content: ContentBlock[]): SessionMessage {
  return { id, role, content, createdAt: new Date().toISOString(), isStreaming: false }
}
const result = (id: string, toolUseId: string): SessionMessage =>
  message(id, 'user', { type: 'tool_result', tool_use_id: toolUseId, content: 'of it', is_error: false })

/** A prompt, two answers with tools and their results, and an answer that had begun when the server died. */
async function dieInTurn(): Promise<{ sessionId: string; path: string }> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  const run = lastRun()
  for (const at of [1, 2]) {
    run.emit({
      type: 'message_added',
      message: message(`a${at}`, 'assistant', said(`look ${at}`), toolUse(`t${at}`), said('and wait'))
    })
    run.emit({ type: 'message_added', message: result(`r${at}`, `t${at}`) })
  }
  beginAnswer(run, 'a3')
  run.emit({ type: 'stream_output', messageId: 'a3', index: 0, append: 'half an ans' })
  await client.nextEvent('stream_output', (event) => 'append' in event)
  await vi.waitFor(async () => {
    expect(await readFile(transcript(sessionId), 'utf8')).toContain('"r2"')
  })
  return { sessionId, path }
}

const turn = [
  'user: go',
  'assistant: look 1 tool_use and wait',
  'user: tool_result',
  'assistant: look 2 tool_use and wait',
  'user: tool_result',
  'assistant: half an ans',
  'system: interrupted'
]

const transcript = (sessionId: string): string => join(server.dataDir, 'transcripts', `${sessionId}.jsonl`)
const journal = (sessionId: string): string => join(server.dataDir, 'journals', `${sessionId}.journal`)
const problems = async (): Promise<string[]> =>
  Status.parse((await server.get('/api/status')).body).problems.map(({ code }) => code)

/** What lay there when the server died. */
interface Left {
  readonly transcript: Buffer
  readonly journal: Buffer
}

async function left(sessionId: string): Promise<Left> {
  return { transcript: await readFile(transcript(sessionId)), journal: await readFile(journal(sessionId)) }
}

/** A start that finds these files. */
async function startWith(sessionId: string, files: Left): Promise<void> {
  await server.crash(async () => {
    await writeFile(transcript(sessionId), files.transcript)
    await writeFile(journal(sessionId), files.journal)
  })
}

/** The same bytes without some lines. */
function withoutLines(bytes: Buffer, isGone: (line: string) => boolean): Buffer {
  const lines = bytes.toString('utf8').trimEnd().split('\n')
  return Buffer.from(
    lines
      .filter((line) => !isGone(line))
      .map((line) => `${line}\n`)
      .join('')
  )
}

describe('a transcript of ours that lacks a part of the turn', () => {
  test('gets what the journal holds beyond the place where it was torn, wherever that is, and stands once', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    const { length } = found.transcript
    for (let end = 0; end < length; end += Math.ceil(length / 9)) {
      await startWith(sessionId, { ...found, transcript: found.transcript.subarray(0, end) })
      expect([end, await textsOf(server, path)]).toEqual([end, turn])
      expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
      // Nothing of it was lost: there is nothing to tell.
      expect(await problems()).toEqual([])
    }
  })

  test.each([
    ['an answer', '"a1"'],
    ['the middle of an answer', '"t1"'],
    ['a result', '"r1"'],
    ['all answers', '"assistant"']
  ])('has %s back where it was, not at the end', async (_, gone) => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    const lacking = withoutLines(found.transcript, (line) => line.includes(gone))
    expect(lacking.length).toBeLessThan(found.transcript.length)
    await startWith(sessionId, { ...found, transcript: lacking })
    expect(await textsOf(server, path)).toEqual(turn)
    const client = await server.enter(sessionId)
    await client.say('next')
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')
    expect(await textsOf(server, path)).toEqual([...turn, 'user: next'])
  })

  test('is made whole though the disk fills up in the middle of it, at any byte, or Skein dies there', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    const lacking = withoutLines(found.transcript, (line) => line.includes('"a1"') || line.includes('"r2"'))
    const disk = await BadDisk.below(server.folder)
    try {
      for (const torn of [found.transcript.subarray(0, 900), lacking]) {
        for (let room = 0; room < 3_600; room += 700) {
          await server.crash(async () => {
            await writeFile(transcript(sessionId), torn)
            await writeFile(journal(sessionId), found.journal)
            disk.fill(room)
          })
          disk.heal()
          await server.crash()
          expect([room, await textsOf(server, path)]).toEqual([room, turn])
          expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
          expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
          expect(await readdir(join(server.dataDir, 'transcripts'))).toEqual([`${sessionId}.jsonl`])
        }
      }
    } finally {
      disk.remove()
    }
  })

  test('says that Skein stopped once, though it stops again after the notice was written', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    for (let death = 0; death < 3; death += 1) {
      await server.crash(() => writeFile(journal(sessionId), found.journal))
      expect(await textsOf(server, path)).toEqual(turn)
    }
  })
})

test('an answer that was killed before its first word is neither shown nor counted', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  lastRun().emit({ type: 'message_added', message: { ...message('a1', 'assistant'), isStreaming: true } })
  await client.nextEvent('message_added', (event) => event.message.id === 'a1')
  await server.crash()
  expect(await textsOf(server, path)).toEqual(['user: go', 'system: interrupted'])
  expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 1 } })
  const again = await server.enter(sessionId)
  await again.say('go on')
  lastRun().emit({ type: 'message_added', message: { ...message('a2', 'assistant'), isStreaming: true } })
  await again.command({ type: 'interrupt' })
  await again.nextEvent('message_complete')
  expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 2 } })
})

test('what a journal was replaced by halfway is cleared away', async () => {
  await server.crash(async () => {
    await mkdir(join(server.dataDir, 'journals'), { recursive: true })
    await writeFile(join(server.dataDir, 'journals', 'x.journal.next'), 'half a jour')
  })
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
})

describe('damage is told', () => {
  const damaged =
    'system: Skein stopped while this turn was running. A part of what had arrived cannot be read any more; the rest is kept.'
  const noticeOf = async (path: string): Promise<string> => {
    const block = (await pagesOf(server, path)).at(-1)?.content[0]
    return `system: ${block?.type === 'text' ? block.text : ''}`
  }

  test('of a line in the middle of the journal; what comes behind it is kept', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    const lines = found.journal.toString('utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('"r1"'))
    lines[at] = (lines[at] ?? '').slice(0, 30)
    const lacking = withoutLines(found.transcript, (line) => !line.includes('"go"'))
    await startWith(sessionId, { transcript: lacking, journal: Buffer.from(lines.join('\n')) })
    expect(await textsOf(server, path)).toEqual(turn.toSpliced(2, 1))
    expect(await noticeOf(path)).toBe(damaged)
  })

  test('of the first line of the journal; the session is known by the name of the file', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    await startWith(sessionId, { ...found, journal: found.journal.subarray(20) })
    expect(await textsOf(server, path)).toEqual(turn)
    expect(await noticeOf(path)).toBe(damaged)
  })

  test('of a last line of the transcript that no journal holds, at the start', async () => {
    const { sessionId, path } = await dieInTurn()
    const found = await left(sessionId)
    const torn = Buffer.from(
      '{"parentUuid":null,"isSidechain":false,"type":"user","message":{"role":"user","content":[{"type":"text","text":"anoth'
    )
    await startWith(sessionId, { ...found, transcript: torn })
    expect(await textsOf(server, path)).toEqual(turn)
    expect(await problems()).toEqual(['transcript_torn'])
  })

  test('of a last line of the transcript, when the session is opened', async () => {
    const { sessionId } = await dieInTurn()
    await server.restart()
    await server.crash(() => appendFile(transcript(sessionId), '{"parentUuid":"x","isSide'))
    const client = await server.enter(sessionId)
    expect(await client.next(({ type }) => type === 'snapshot')).toMatchObject({
      problem: { code: 'transcript_torn' }
    })
  })

  test('of such a line once: not again when the session goes on behind it', async () => {
    const { sessionId } = await dieInTurn()
    await server.restart()
    await server.crash(() => appendFile(transcript(sessionId), '{"parentUuid":"x","isSide'))
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    expect(await client.say('next')).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
    expect(await problems()).toEqual([])
    expect(client.events.filter(({ type }) => type === 'error')).toEqual([])
  })

  test('of a journal nobody knows the session of: it is set aside, not thrown away', async () => {
    const name = '5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9.journal'
    await server.crash(async () => {
      await mkdir(join(server.dataDir, 'journals'), { recursive: true })
      await writeFile(join(server.dataDir, 'journals', name), '{"type":"journ')
    })
    expect(await problems()).toEqual(['journal_damaged'])
    expect(await readdir(join(server.dataDir, 'journals'))).toEqual([`${name}.damaged`])
  })
})

describe('of an agent that keeps its transcript itself', () => {
  const folder = (): string =>
    join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))

  /** The agent wrote down the prompt, the answer that asked for a tool, and its result; then all died in the next answer. */
  async function die(): Promise<{ sessionId: string; path: string }> {
    server.agent.transcripts = server.claudeTranscripts
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    const id = '00000000-0000-4000-8000-000000000001'
    await client.say('go', id)
    await mkdir(folder(), { recursive: true })
    const lines = [
      promptLine(id, null, 'go'),
      answerLine('u1', id, 'a1', toolUse('t1')),
      resultLine('r1', 'u1', 't1')
    ]
    await writeFile(join(folder(), `${sessionId}.jsonl`), toText(lines))
    const run = lastRun()
    run.emit({ type: 'message_added', message: { ...message('a1', 'assistant'), isStreaming: true } })
    run.emit({ type: 'stream_output', messageId: 'a1', index: 0, block: toolUse('t1') })
    run.emit({ type: 'message_added', message: result('r1', 't1') })
    beginAnswer(run, 'a2')
    run.emit({ type: 'stream_output', messageId: 'a2', index: 0, append: 'half an ans' })
    await client.nextEvent('stream_output', (event) => 'append' in event)
    return { sessionId, path }
  }

  const told = [
    'user: go',
    'assistant: tool_use',
    'user: tool_result',
    'assistant: half an ans',
    'system: interrupted'
  ]

  test('the answer that was cut off comes after the result before it, then the notice; all are counted, once', async () => {
    const { sessionId, path } = await die()
    const journalLeft = await readFile(journal(sessionId))
    for (let death = 0; death < 3; death += 1) {
      await server.crash(async () => {
        await mkdir(join(server.dataDir, 'journals'), { recursive: true })
        await writeFile(journal(sessionId), journalLeft)
      })
      expect(await textsOf(server, path)).toEqual(told)
      expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 3 } })
    }
    const kept = await readFile(join(server.dataDir, 'supplements', `${sessionId}.jsonl`), 'utf8')
    expect(kept.split('\n').filter((line) => line !== '')).toHaveLength(1)
  })

  test('an answer the agent wrote down after all is counted once', async () => {
    const { sessionId, path } = await die()
    await server.crash()
    const late = answerLine('u2', 'r1', 'a2', { type: 'text', text: 'half an answer, and the rest' })
    await appendFile(join(folder(), `${sessionId}.jsonl`), toText([late]))
    const client = await server.enter(sessionId)
    await client.say('next')
    lastRun().emit({ type: 'turn_ended', outcome: 'interrupted' })
    await client.nextEvent('message_complete')
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
    expect((await textsOf(server, path)).slice(0, 5)).toEqual([
      ...told.slice(0, 3),
      'assistant: half an answer, and the rest',
      'system: interrupted'
    ])
  })

  test('a turn that went well and that it could not write down is kept by us', async () => {
    server.agent.transcripts = server.claudeTranscripts
    const { sessionId, path } = await server.openSession()
    await mkdir(folder(), { recursive: true })
    await writeFile(
      join(folder(), `${sessionId}.jsonl`),
      toText([promptLine('p0', null), answerLine('u0', 'p0', 'a0', said('before'))])
    )
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['said on a full disk'])
    await client.say('go')
    await client.nextEvent('message_complete')
    await server.crash()
    expect(await textsOf(server, path)).toEqual([
      'user: p0',
      'assistant: before',
      'system: resumed',
      'user: go',
      'assistant: said on a full disk'
    ])
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
  })

  test('what it did not write is tried again until the disk takes it', async () => {
    const { path } = await die()
    const disk = await BadDisk.below(server.dataDir)
    try {
      disk.fill()
      lastRun().emit({ type: 'turn_ended', outcome: 'interrupted' })
      const client = server
      await client.get(path)
      disk.heal()
      await vi.waitFor(async () => {
        server.clock.skip(60_000)
        expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
      })
    } finally {
      disk.remove()
    }
    await server.crash()
    expect(await textsOf(server, path)).toEqual(told.slice(0, 4))
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 3 } })
  })
})

const told = async (): Promise<{ code: string; message: string }[]> =>
  Status.parse((await server.get('/api/status')).body).problems

test('of several damaged journals each is told', async () => {
  const ids = [randomUUID(), randomUUID()]
  await server.crash(async () => {
    await mkdir(join(server.dataDir, 'journals'))
    for (const id of ids)
      await writeFile(join(server.dataDir, 'journals', `${id}.journal`), 'not\na journal\n')
  })
  const problems = await told()
  expect(problems.map(({ code }) => code)).toEqual(['journal_damaged', 'journal_damaged'])
  for (const id of ids) expect(problems.some(({ message }) => message.includes(id))).toBe(true)
})

test('journals that cannot even be listed are told', async () => {
  await server.crash(() => writeFile(join(server.dataDir, 'journals'), 'in the way'))
  expect(await told()).toMatchObject([{ code: 'recovery_failed' }])
})

test('of journals that could not be restored each is told until its session is opened, or deleted', async () => {
  const sessions = [await server.openSession(), await server.openSession()]
  for (const { sessionId } of sessions) {
    const client = await server.enter(sessionId)
    await client.say('first')
  }
  const folder = (): string => join(server.dataDir, 'transcripts')
  await server.crash(async () => {
    await rename(folder(), `${folder()}.away`)
    await writeFile(folder(), 'no folder')
  })
  expect(await told()).toMatchObject([{ code: 'recovery_failed' }, { code: 'recovery_failed' }])
  await rm(folder())
  await rename(`${folder()}.away`, folder())
  const [opened, deleted] = sessions
  await server.enter(opened?.sessionId ?? '')
  expect(await told()).toMatchObject([{ code: 'recovery_failed' }])
  await server.request('DELETE', deleted?.path ?? '')
  server.clock.skip(DELETE_UNDO_MS)
  await vi.waitFor(async () => expect(await told()).toEqual([]))
})

test('journals that can be listed again are no problem any more but for those that hold something', async () => {
  const { project, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('first')
  const folder = (): string => join(server.dataDir, 'journals')
  await server.crash(async () => {
    await rename(folder(), `${folder()}.away`)
    await writeFile(folder(), 'in the way')
  })
  expect(await told()).toMatchObject([{ code: 'recovery_failed' }])
  await rm(folder())
  await rename(`${folder()}.away`, folder())
  const other = randomUUID()
  await server.request('POST', `/api/projects/${project.id}/sessions`, { sessionId: other })
  await server.enter(other)
  expect(await told()).toMatchObject([
    { code: 'recovery_failed', message: expect.stringContaining('listed') }
  ])
  await server.enter(sessionId)
  expect(await told()).toEqual([])
})

test('a journal that was set aside once is not overwritten by the next', async () => {
  const file = (): string => join(server.dataDir, 'journals', '11111111-1111-4111-8111-111111111111.journal')
  for (const text of ['one\n', 'two\n']) {
    await server.crash(async () => {
      await mkdir(join(server.dataDir, 'journals'), { recursive: true })
      await writeFile(file(), text)
    })
  }
  const kept = await Promise.all(
    (await readdir(join(server.dataDir, 'journals'))).map((name) =>
      readFile(join(server.dataDir, 'journals', name), 'utf8')
    )
  )
  expect(kept.toSorted()).toEqual(['one\n', 'two\n'])
})

test('a queue outlives the loss of the database while the folder of its project is away', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  await client.say('and then')
  await server.crash(async () => {
    for (const suffix of ['', '-wal', '-shm'])
      await rm(join(server.dataDir, `skein.db${suffix}`), { force: true })
    await rename(server.projectPath, `${server.projectPath}-away`)
  })
  await rename(`${server.projectPath}-away`, server.projectPath)
  await server.crash()
  const { project } = await server.openSession()
  const again = await server.enter(sessionId)
  const { length } = `/api/projects/${project.id}`
  expect(await textsOf(server, `/api/projects/${project.id}${path.slice(length)}`)).toEqual([
    'user: go',
    'system: interrupted'
  ])
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({ queue: [{ text: 'and then' }] })
})
