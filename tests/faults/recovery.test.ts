/** What the next start makes of what a dead server left: as it would read without the fault, whatever the recovery meets. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lastRunOf } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'
import { BadDisk } from './badDisk.ts'
import {
  message,
  dieInTurn,
  turn,
  transcript,
  journal,
  problems,
  left,
  startWith,
  withoutLines
} from './deadServer.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start()
})

afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

describe('a transcript of ours that lacks a part of the turn', () => {
  test('gets what the journal holds beyond the place where it was torn, wherever that is, and stands once', async () => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    const { length } = found.transcript
    for (let end = 0; end < length; end += Math.ceil(length / 9)) {
      await startWith(server, sessionId, { ...found, transcript: found.transcript.subarray(0, end) })
      expect([end, await textsOf(server, path)]).toEqual([end, turn])
      expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
      // Nothing of it was lost: there is nothing to tell.
      expect(await problems(server)).toEqual([])
    }
  })

  test.each([
    ['an answer', '"a1"'],
    ['the middle of an answer', '"t1"'],
    ['a result', '"r1"'],
    ['all answers', '"assistant"']
  ])('has %s back where it was, not at the end', async (_, gone) => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    const lacking = withoutLines(found.transcript, (line) => line.includes(gone))
    expect(lacking.length).toBeLessThan(found.transcript.length)
    await startWith(server, sessionId, { ...found, transcript: lacking })
    expect(await textsOf(server, path)).toEqual(turn)
    const client = await server.enter(sessionId)
    await client.say('next')
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')
    expect(await textsOf(server, path)).toEqual([...turn, 'user: next'])
  })

  test('is made whole though the disk fills up in the middle of it, at any byte, or Skein dies there', async () => {
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    const lacking = withoutLines(found.transcript, (line) => line.includes('"a1"') || line.includes('"r2"'))
    const disk = await BadDisk.below(server.folder)
    try {
      for (const torn of [found.transcript.subarray(0, 900), lacking]) {
        for (let room = 0; room < 3_600; room += 700) {
          await server.crash(async () => {
            await writeFile(transcript(server, sessionId), torn)
            await writeFile(journal(server, sessionId), found.journal)
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
    const { sessionId, path } = await dieInTurn(server)
    const found = await left(server, sessionId)
    for (let death = 0; death < 3; death += 1) {
      await server.crash(() => writeFile(journal(server, sessionId), found.journal))
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
