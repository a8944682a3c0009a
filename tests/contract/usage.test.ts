import { randomUUID } from 'node:crypto'
import { appendFile, copyFile, mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { SessionUsage } from '../../shared/usage.ts'
import { answerWith } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

const fixtures = join(import.meta.dirname, '../fixtures/claude-jsonl')

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const nothing = {
  models: [],
  subagents: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0 },
  costUsd: null,
  costIsComplete: true,
  context: null,
  compactions: []
}

/** A session of Claude Code's that was recorded, as if it had been held in the project. */
async function openRecorded(name: string): Promise<{ path: string; transcript: string }> {
  server.agent.transcripts = server.claudeTranscripts
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  const { path, sessionId } = await server.openSession()
  const transcript = join(folder, `${sessionId}.jsonl`)
  await mkdir(join(folder, sessionId, 'subagents'), { recursive: true })
  await copyFile(join(fixtures, name), transcript)
  await copyFile(
    join(fixtures, 'subagent.sidechain.jsonl'),
    join(folder, sessionId, 'subagents', 'agent-1.jsonl')
  )
  return { path, transcript }
}

test('what a session has used is what Claude Code reckoned, subagents included', async () => {
  const { path } = await openRecorded('subagent.jsonl')
  const { status, body } = await server.get(`${path}/usage`)
  expect(status).toBe(200)
  expect(SessionUsage.parse(body)).toStrictEqual({
    models: [
      {
        model: 'claude-opus-5-5',
        input: 40,
        output: 56,
        cacheRead: 4000,
        cacheWrite: 400,
        costUsd: 0.00408
      }
    ],
    subagents: { input: 20, output: 16, cacheRead: 2000, cacheWrite: 200 },
    costUsd: 0.00408,
    costIsComplete: true,
    context: { used: 1110, window: 1_000_000, compactsAt: 967_000 },
    compactions: []
  })
})

test('what is written meanwhile counts as soon as it is asked again', async () => {
  const { path, transcript } = await openRecorded('plain-text.jsonl')
  const before = SessionUsage.parse((await server.get(`${path}/usage`)).body)
  const [line] = (await readFile(transcript, 'utf8'))
    .split('\n')
    .filter((text) => text.includes('"role":"assistant"'))
  const added = (line ?? '')
    .replaceAll('msg_fake', 'msg_later')
    .replace('"cache_read_input_tokens":1000', '"cache_read_input_tokens":7000')
  await appendFile(transcript, `${added}\n`)
  const after = SessionUsage.parse((await server.get(`${path}/usage`)).body)
  expect(after.models.map(({ cacheRead }) => cacheRead)).toStrictEqual(
    before.models.map(({ cacheRead }) => cacheRead + 7000)
  )
  expect(after.context?.used).toBe(7110)
})

test('an agent without models has used nothing, and what is no session is not found', async () => {
  server.agent.transcripts = null
  const { path, sessionId } = await server.openSession()
  expect(await server.get(`${path}/usage`)).toStrictEqual({ status: 200, body: nothing })
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run) => answerWith(run, ['done'])
  await client.say('hello')
  await client.nextEvent('message_complete')
  expect(await server.get(`${path}/usage`)).toStrictEqual({ status: 200, body: nothing })
  const unknown = await server.get(`${path.replace(sessionId, randomUUID())}/usage`)
  expect(unknown).toMatchObject({ status: 404, body: { error: { code: 'session_not_found' } } })
})
