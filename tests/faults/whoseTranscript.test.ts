/** Transcripts of ours are all that is left: whose session each is, they say, whatever agents this version has. */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionList, Status } from '../../shared/protocol.ts'
import { answerWith } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

/** Longer than the id of any agent. */
const nobody = 'x'.repeat(201)
const refusal = { code: 'unknown_agent', message: expect.stringContaining('acp:gone') }
const transcript = (sessionId: string): string => join(server.dataDir, 'transcripts', `${sessionId}.jsonl`)

async function spoken(): Promise<{ path: string; sessionId: string }> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  client.drop()
  return { path, sessionId }
}

/** The server starts again without its database; the transcript says `agent` in place of what it said. */
async function loseAllBut(sessionId: string, agent: string): Promise<void> {
  await server.server.close()
  const said = await readFile(transcript(sessionId), 'utf8')
  await writeFile(transcript(sessionId), said.replaceAll(',"agent":"guide"', agent))
  await rm(join(server.dataDir, 'skein.db'))
  await server.listen()
}

async function agents(): Promise<[string, string][]> {
  const { id } = await server.openProject()
  const { body } = await server.get(`/api/projects/${id}/sessions`)
  return SessionList.parse(body).sessions.map((session) => [session.id, session.agent])
}

async function pathOf(sessionId: string): Promise<string> {
  return `/api/projects/${(await server.openProject()).id}/sessions/${sessionId}`
}

test('every record says it', async () => {
  const { sessionId } = await spoken()
  const lines = (await readFile(transcript(sessionId), 'utf8')).trimEnd().split('\n')
  expect(lines.length).toBeGreaterThan(1)
  for (const line of lines) expect(JSON.parse(line)).toMatchObject({ agent: 'guide' })
})

test('one that was written before they said it comes back with the agent there was, and goes on', async () => {
  const { sessionId } = await spoken()
  await loseAllBut(sessionId, '')
  await vi.waitFor(async () => expect(await agents()).toEqual([[sessionId, 'guide']]))
  const client = await server.enter(sessionId)
  await client.say('two')
  expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'done' })
  expect(await textsOf(server, await pathOf(sessionId))).toEqual([
    'user: one',
    'assistant: about one',
    'user: two',
    'assistant: about two'
  ])
})

test('one of an agent this version does not have is kept and shown, and does not go on', async () => {
  const { sessionId } = await spoken()
  await loseAllBut(sessionId, ',"agent":"acp:gone"')
  await vi.waitFor(async () => expect(await agents()).toEqual([[sessionId, 'acp:gone']]))
  const before = await readFile(transcript(sessionId), 'utf8')
  const runs = server.agent.runs.length
  const path = await pathOf(sessionId)
  expect(await textsOf(server, path)).toEqual(['user: one', 'assistant: about one'])
  expect((await server.get(path)).body).toMatchObject({ agent: 'acp:gone' })

  const client = await server.enter(sessionId)
  expect(await client.command({ type: 'send_message', text: 'two' })).toMatchObject({
    ok: false,
    error: refusal
  })
  expect((await server.request('PATCH', path, { title: 'Mine' })).body).toMatchObject({ title: 'Mine' })
  await server.restart()
  expect(await readFile(transcript(sessionId), 'utf8')).toBe(before)
  expect(await agents()).toEqual([[sessionId, 'acp:gone']])
  expect(server.agent.runs).toHaveLength(runs)
})

test('one that names what is no agent is left as it is, and hides no other', async () => {
  const [other, { sessionId }] = [await spoken(), await spoken()]
  await loseAllBut(sessionId, `,"agent":"${nobody}"`)
  await vi.waitFor(async () =>
    expect(Status.parse((await server.get('/api/status')).body).problems).toMatchObject([
      { code: 'database_rebuilt', parameters: { sessions: 1, unreadable: 1 } }
    ])
  )
  expect(await agents()).toEqual([[other.sessionId, 'guide']])
  expect(await readFile(transcript(sessionId), 'utf8')).toContain(`"agent":"${nobody}"`)
})
