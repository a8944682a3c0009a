/**
 * Counts that are older than what they count, whatever made them so and though nothing says it: they are right soon
 * after the next start, without a turn.
 */
import { appendFile, readFile, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionSummary } from '../../shared/session.ts'
import { answerWith } from '../contract/scriptedAgent.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
let path: string
let sessionId: string
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
  ;({ path, sessionId } = await server.openSession())
  await say('one')
})
afterEach(() => server.stop())

const database = (): string => join(server.dataDir, 'skein.db')
const transcript = (): string => join(server.dataDir, 'transcripts', `${sessionId}.jsonl`)

async function say(text: string): Promise<void> {
  const client = await server.enter(sessionId)
  await client.say(text)
  await client.nextEvent('message_complete')
  await client.close()
}

async function messageCount(): Promise<number> {
  return SessionSummary.parse((await server.get(path)).body).metadata.messageCount
}

/** When it has become so by itself: what it is after another start. */
async function countAfter(count: number): Promise<number> {
  await vi.waitFor(async () => expect(await messageCount()).toBe(count))
  await server.restart()
  return messageCount()
}

/** The row as it was, in a database that is whole and was opened as often as it should. */
async function setBack(work: () => Promise<void>): Promise<void> {
  const columns = 'metadata, checkpoint'
  const read = new SQLite(database())
  const before: unknown = read.prepare(`SELECT ${columns} FROM sessions WHERE id = ?`).raw().get(sessionId)
  read.close()
  if (!Array.isArray(before)) throw new Error('no row')
  await work()
  await server.server.close()
  const write = new SQLite(database())
  const set = columns.split(', ').map((column) => `${column} = ?`)
  write.prepare(`UPDATE sessions SET ${set.join(', ')} WHERE id = ?`).run(...before, sessionId)
  write.close()
}

test('a row that went back to what it said before', async () => {
  await setBack(() => say('two'))
  await server.listen()
  expect(await countAfter(4)).toBe(4)
})

test('so a session that is open before it is counted, with its windows', async () => {
  await setBack(() => say('two'))
  await server.listen()
  const client = await server.enter(sessionId)
  await vi.waitFor(async () => expect(await messageCount()).toBe(4))
  const late = await server.enter(sessionId)
  expect(await late.next(({ type }) => type === 'snapshot')).toMatchObject({
    session: { metadata: { messageCount: 4 } }
  })
  await client.close()
  expect(await countAfter(4)).toBe(4)
})

test('a row that nobody has counted yet', async () => {
  await server.server.close()
  const write = new SQLite(database())
  write.prepare("UPDATE sessions SET metadata = '{}', checkpoint = NULL").run()
  write.close()
  await server.listen()
  expect(await countAfter(2)).toBe(2)
})

test('a transcript that went on while Skein did not run', async () => {
  const before = await readFile(transcript(), 'utf8')
  await say('two')
  const after = await readFile(transcript(), 'utf8')
  await server.server.close()
  await truncate(transcript(), before.length)
  await server.listen()
  expect(await countAfter(2)).toBe(2) // Taken away by somebody else: that is as it is now.
  await server.server.close()
  await appendFile(transcript(), after.slice(before.length))
  await server.listen()
  expect(await countAfter(4)).toBe(4)
})

test('the list of a window that is open hears of it', async () => {
  await setBack(() => say('two'))
  await server.listen()
  const { body } = await server.get(path.slice(0, path.lastIndexOf('/')))
  expect(body).toMatchObject({ sessions: [{ id: sessionId }] })
  await vi.waitFor(async () =>
    expect((await server.get(path.slice(0, path.lastIndexOf('/')))).body).toMatchObject({
      sessions: [{ metadata: { messageCount: 4 } }]
    })
  )
})
