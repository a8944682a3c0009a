/** The server dies at the worst moment: what was on screen is there at the next start, once. */
import { randomUUID } from 'node:crypto'
import { readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MessagePage, SessionList } from '../../shared/protocol.ts'
import { answerWith, beginAnswer, lastRunOf } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { Replica } from '../contract/replica.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)
async function texts(path: string): Promise<string[]> {
  const { messages } = MessagePage.parse((await server.get(`${path}/messages`)).body)
  return messages.map(({ role, content }) => `${role}: ${content[0]?.type === 'text' ? content[0].text : ''}`)
}
const notice = 'system: Skein stopped while this turn was running. What had arrived is kept.'
const damagedNotice =
  'system: Skein stopped while this turn was running. A part of what had arrived cannot be read any more; the rest is kept.'

test('stands in the list after a restart where it stood before: by its last message', async () => {
  const asked: string[] = []
  for (const minutes of [30, 20]) {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('go')
    const createdAt = new Date(server.clock.now().getTime() + minutes * 60_000).toISOString()
    const content = [{ type: 'text' as const, text: 'done' }]
    const answer = {
      id: `msg_${minutes}`,
      role: 'assistant' as const,
      content,
      createdAt,
      isStreaming: false
    }
    lastRun().emit({ type: 'message_added', message: answer })
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')
    asked.push(sessionId)
  }
  const { project } = await server.openSession()
  const times = async () => {
    const { body } = await server.get(`/api/projects/${project.id}/sessions`)
    return SessionList.parse(body).sessions.flatMap(({ id, updatedAt }) =>
      asked.includes(id) ? [[id, updatedAt]] : []
    )
  }
  const live = await times()
  expect(live.map(([id]) => id)).toEqual(asked)
  await server.restart()
  expect(await times()).toEqual(live)
})

test('killed in mid-answer, everything that was on screen is still there', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run) => answerWith(run, ['first answer'])
  await client.say('first')
  await client.nextEvent('message_complete')
  server.agent.onPrompt = (run) => {
    beginAnswer(run, 'msg_2')
    run.emit({ type: 'stream_output', messageId: 'msg_2', index: 0, append: 'half an ans' })
  }
  await client.say('second')
  await client.nextEvent('stream_output', (event) => 'append' in event && event.append === 'half an ans')

  await server.crash()
  const expected = [
    'user: first',
    'assistant: first answer',
    'user: second',
    'assistant: half an ans',
    notice
  ]
  expect(await texts(path)).toEqual(expected)
  expect((await server.get(path)).body).toMatchObject({
    state: 'idle',
    metadata: { messageCount: 4, firstMessagePreview: 'first' }
  })
  await server.crash() // Nothing is recovered twice.
  expect(await texts(path)).toEqual(expected)
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
})

test('killed in the first answer, the session is not taken for an empty one', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('only')
  await server.crash()
  expect(await texts(path)).toEqual(['user: only', notice])
})

test('a message that was acknowledged and sent again after the crash does not run twice', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const id = randomUUID()
  await client.say('once', id)
  const runs = server.agent.runs.length
  await server.crash()
  const again = await server.enter(sessionId)
  expect(await again.say('once', id)).toEqual({ type: 'ack', id, ok: true })
  await again.say('another')
  expect(server.agent.runs.slice(runs).flatMap(({ prompts }) => prompts.map(({ text }) => text))).toEqual([
    'another'
  ])
})

test('the queue outlives the crash and waits for a person', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('running')
  const queued = randomUUID()
  await client.say('waiting', queued)
  for (let crash = 0; crash < 2; crash += 1) {
    await server.crash()
    const again = await server.enter(sessionId)
    const frame = await again.next(({ type }) => type === 'snapshot')
    expect(frame).toMatchObject({ session: { state: 'idle' }, queue: [{ id: queued, text: 'waiting' }] })
  }
  const last = await server.enter(sessionId)
  server.agent.onPrompt = (run) => answerWith(run, ['ok'])
  await last.say('go on')
  await last.nextEvent('message_complete', undefined, 1)
  expect(lastRun().prompts.map(({ text }) => text)).toEqual(['go on', 'waiting'])
})

test('a torn last line of the journal costs that line and no more', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('second')
  beginAnswer(lastRun(), 'm')
  lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'kept' })
  await client.nextEvent('stream_output', (event) => 'append' in event)
  const file = join(server.dataDir, 'journals', `${sessionId}.journal`)
  await writeFile(file, '{"type":"event","epoch":"x","seq":9,"event":{"type":"stream_out', { flag: 'a' })
  await writeFile(join(server.dataDir, 'journals', 'garbage.journal'), 'no journal at all')
  await server.crash()
  expect(await texts(path)).toEqual(['user: second', 'assistant: kept', damagedNotice])
  const folder = await readdir(join(server.dataDir, 'journals'))
  expect(folder).toEqual(['garbage.journal.damaged'])
  expect((await server.get('/api/status')).body).toMatchObject({ problems: [{ code: 'journal_damaged' }] })
})

test('a session that was created and never spoken in is gone after a restart', async () => {
  const { path } = await server.openSession()
  await server.restart()
  expect((await server.get(path)).status).toBe(404)
})

test('a session that was never counted is counted at the next start', async () => {
  const { sessionId, path } = await server.openSession()
  server.agent.onPrompt = (run) => answerWith(run, ['an answer'])
  const client = await server.enter(sessionId)
  await client.say('only')
  await client.nextEvent('message_complete')
  await server.server.close()
  forgetCounts(sessionId)
  await server.listen()
  expect((await server.get(path)).body).toMatchObject({
    metadata: { messageCount: 2, firstMessagePreview: 'only' }
  })
})

test('quitting settles the running turn and starts clean', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  beginAnswer(lastRun(), 'm')
  lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'so far' })
  const replica = new Replica()
  await server.restart()
  expect(await client.closed).toMatchObject({ code: 1001 })
  for (const frame of client.frames) replica.take(frame)
  expect(replica.session).toMatchObject({ session: { state: 'idle' }, lastTurn: { outcome: 'interrupted' } })
  expect(lastRun().isClosed).toBe(true)
  expect(await texts(path)).toEqual([
    'user: go',
    'assistant: so far',
    'system: Skein was closed while this turn was running.'
  ])
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
})

test('a lost database costs neither the session nor what was on screen', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  await loseDatabase()
  await server.crash()
  const project = await server.openProject()
  expect(await texts(`/api/projects/${project.id}/sessions/${sessionId}`)).toEqual(['user: go', notice])
})

test('a journal whose folder is gone is cleared away', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  await loseDatabase()
  await rm(server.projectPath, { recursive: true })
  await server.crash()
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
})

function forgetCounts(sessionId: string): void {
  const database = new SQLite(join(server.dataDir, 'skein.db'))
  database.prepare("UPDATE sessions SET metadata = '{}' WHERE id = ?").run(sessionId)
  database.close()
}

async function loseDatabase(): Promise<void> {
  for (const suffix of ['', '-wal', '-shm'])
    await rm(join(server.dataDir, `skein.db${suffix}`), { force: true })
}

test('quitting while a turn is being accounted for leaves the queue waiting', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('first')
  const waiting = randomUUID()
  await client.say('second', waiting)
  const run = lastRun()
  run.emit({ type: 'turn_ended', outcome: 'done' })
  await server.restart()
  expect(run.prompts.map(({ text }) => text)).toEqual(['first'])
  expect(await texts(path)).toEqual(['user: first'])
  const again = await server.enter(sessionId)
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
    queue: [{ id: waiting, text: 'second' }]
  })
})

test('a project that was removed with messages still queued stays removed', async () => {
  const { project, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('running')
  await client.say('waiting')
  expect((await server.request('DELETE', `/api/projects/${project.id}`)).status).toBe(204)
  expect(await client.closed).toMatchObject({ code: 4404 })
  await server.restart()
  expect((await server.get('/api/projects')).body).toEqual({ projects: [] })
})

test('a window that does not answer does not hold up the end', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  client.pauseReading()
  const before = performance.now()
  await server.restart()
  expect(performance.now() - before).toBeLessThan(5_000)
})

test('what cannot be restored at the start is restored when its session is opened, before anything new', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('first')
  beginAnswer(lastRun(), 'm')
  lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'half an ans' })
  await client.nextEvent('stream_output', (event) => 'append' in event)
  const folder = (): string => join(server.dataDir, 'transcripts')
  await server.crash(async () => {
    await rename(folder(), `${folder()}.away`)
    await writeFile(folder(), 'no folder')
  })
  expect((await server.get('/api/status')).body).toMatchObject({ problems: [{ code: 'recovery_failed' }] })
  await rm(folder())
  await rename(`${folder()}.away`, folder())

  const again = await server.enter(sessionId)
  expect((await server.get('/api/status')).body).toMatchObject({ problems: [] })
  server.agent.onPrompt = (run) => answerWith(run, ['ok'])
  await again.say('second')
  await again.nextEvent('message_complete')
  expect(await texts(path)).toEqual([
    'user: first',
    'assistant: half an ans',
    notice,
    'user: second',
    'assistant: ok'
  ])
})
