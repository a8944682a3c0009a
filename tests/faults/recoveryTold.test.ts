/** What a start could not make whole, and how a person is told. */
import { randomUUID } from 'node:crypto'
import { appendFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DELETE_UNDO_MS } from '../../shared/steering.ts'
import { Status } from '../../shared/protocol.ts'
import { answerWith } from '../contract/scriptedAgent.ts'
import { pagesOf, textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'
import { dieInTurn, turn, transcript, problems, left, startWith, withoutLines } from './deadServer.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start()
})

afterEach(() => server.stop())

describe('damage is told', () => {
  const damaged =
    'system: Skein stopped while this turn was running. A part of what had arrived cannot be read any more; the rest is kept.'
  const noticeOf = async (path: string): Promise<string> => {
    const block = (await pagesOf(server, path)).at(-1)?.content[0]
    return `system: ${block?.type === 'text' ? block.text : ''}`
  }

  test('of a line in the middle of the journal; what comes behind it is kept', async () => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    const lines = found.journal.toString('utf8').split('\n')
    const at = lines.findIndex((line) => line.includes('"r1"'))
    lines[at] = (lines[at] ?? '').slice(0, 30)
    const lacking = withoutLines(found.transcript, (line) => !line.includes('"go"'))
    await startWith(server, sessionId, { transcript: lacking, journal: Buffer.from(lines.join('\n')) })
    expect(await textsOf(server, path)).toEqual(turn.toSpliced(2, 1))
    expect(await noticeOf(path)).toBe(damaged)
  })

  test('of the first line of the journal; the session is known by the name of the file', async () => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    await startWith(server, sessionId, { ...found, journal: found.journal.subarray(20) })
    expect(await textsOf(server, path)).toEqual(turn)
    expect(await noticeOf(path)).toBe(damaged)
  })

  test('of a last line of the transcript that no journal holds, at the start', async () => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    const torn = Buffer.from(
      '{"parentUuid":null,"isSidechain":false,"type":"user","message":{"role":"user","content":[{"type":"text","text":"anoth'
    )
    await startWith(server, sessionId, { ...found, transcript: torn })
    expect(await textsOf(server, path)).toEqual(turn)
    expect(await problems(server)).toEqual(['transcript_torn'])
  })

  test('of a last line of the transcript, when the session is opened', async () => {
    const { sessionId } = await dieInTurn(server)
    await server.restart()
    await server.crash(() => appendFile(transcript(server, sessionId), '{"parentUuid":"x","isSide'))
    const client = await server.enter(sessionId)
    expect(await client.next(({ type }) => type === 'snapshot')).toMatchObject({
      problem: { code: 'transcript_torn' }
    })
  })

  test('of such a line once: not again when the session goes on behind it', async () => {
    const { sessionId } = await dieInTurn(server)
    await server.restart()
    await server.crash(() => appendFile(transcript(server, sessionId), '{"parentUuid":"x","isSide'))
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    expect(await client.say('next')).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
    expect(await problems(server)).toEqual([])
    expect(client.events.filter(({ type }) => type === 'error')).toEqual([])
  })

  test('of a journal nobody knows the session of: it is set aside, not thrown away', async () => {
    const name = '5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9.journal'
    await server.crash(async () => {
      await mkdir(join(server.dataDir, 'journals'), { recursive: true })
      await writeFile(join(server.dataDir, 'journals', name), '{"type":"journ')
    })
    expect(await problems(server)).toEqual(['journal_damaged'])
    expect(await readdir(join(server.dataDir, 'journals'))).toEqual([`${name}.damaged`])
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
