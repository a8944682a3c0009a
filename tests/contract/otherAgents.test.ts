/**
 * Sessions of agents that Skein cannot drive: found, listed, opened, searched and counted like any other, and never sent
 * to. With the real worker, in its thread, on files those programs wrote themselves.
 */
import { appendFile, cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createCodexAgent } from '../../electron/agent/codex/codexAgent.ts'
import { createGeminiAgent } from '../../electron/agent/gemini/geminiAgent.ts'
import type { Agent } from '../../electron/agent/port.ts'
import { UsageAnswer } from '../../shared/historyUsage.ts'
import { Page } from '../../shared/page.ts'
import { AgentList, AllSessions } from '../../shared/protocol.ts'
import { SearchResult } from '../../shared/search.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

interface OtherAgent {
  /** In `tests/fixtures`, and the folder of its own files. */
  readonly fixture: string
  readonly agent: (home: string) => Agent
  readonly name: string
  /** A session of it, as a file of the fixture. */
  readonly file: string
  /** The file that says in which folder it was begun. */
  readonly folderIn: string
  readonly sessionId: string
  readonly listed: Partial<SessionSummary>
  readonly counted: Partial<SessionSummary['metadata']>
  /** A word that was said in it, and one a tool answered. */
  readonly word: string
  readonly output: string
  /** A line in which a person says one word more. */
  readonly saying: (word: string) => string
}

const codexFile = 'sessions/2026/12/01/rollout-2026-12-01T11-50-21-01a23171-0aec-7213-bd1b-dc3061305d69.jsonl'

const others: readonly OtherAgent[] = [
  {
    fixture: 'codex',
    agent: (home) => createCodexAgent({ env: { CODEX_HOME: home } }),
    name: 'Codex',
    file: codexFile,
    folderIn: codexFile,
    sessionId: '01a23171-0aec-7213-bd1b-dc3061305d69',
    listed: { agent: 'acp:codex', title: 'Otters in the garden', origin: 'terminal', gitBranch: 'orchard' },
    counted: { totalTokens: 6603, firstMessagePreview: 'Please list the folder for me' },
    word: 'otter',
    output: 'greeting.txt',
    saying: (word) =>
      `${JSON.stringify({
        timestamp: '2026-12-02T10:00:00.000Z',
        type: 'response_item',
        payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: word }] }
      })}\n`
  },
  {
    fixture: 'gemini',
    agent: (home) => createGeminiAgent({ env: { GEMINI_CLI_HOME: home } }),
    name: 'Gemini CLI',
    file: '.gemini/tmp/garden/chats/session-2026-12-01T12-00-f7ad1628.jsonl',
    folderIn: '.gemini/tmp/garden/.project_root',
    sessionId: 'f7ad1628-6a4b-47da-a4b2-75eea758a585',
    listed: { agent: 'acp:gemini', title: null, origin: 'terminal' },
    counted: { totalTokens: 9133, firstMessagePreview: 'Please list the folder for me' },
    word: 'otter',
    output: 'greeting.txt',
    saying: (word) =>
      `${JSON.stringify({
        id: '0d1a9d1e-5a3c-4d76-8f51-3a2a6f3d7a10',
        timestamp: '2026-12-02T10:00:00.000Z',
        type: 'user',
        content: [{ text: word }]
      })}\n`
  }
]

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start([])
  server.looksForSessions = true
})
afterEach(() => server.stop())

/** Copies the fixture, with its sessions in the project's folder, and starts with that agent beside one that is driven. */
async function startWith({ fixture, agent, file, folderIn }: OtherAgent): Promise<string> {
  const home = join(server.folder, fixture)
  await cp(join(import.meta.dirname, '../fixtures', fixture), home, { recursive: true })
  const text = await readFile(join(home, folderIn), 'utf8')
  await writeFile(join(home, folderIn), text.replaceAll('/home/somebody/garden', server.projectPath))
  await server.restartWith([createScriptedAgent(), agent(home)])
  return join(home, file)
}

async function listed(sessionId: string): Promise<SessionSummary> {
  return vi.waitFor(
    async () => {
      const { sessions } = AllSessions.parse((await server.get('/api/sessions?limit=200')).body)
      const found = sessions.find(({ id }) => id === sessionId)
      if (found === undefined || found.metadata.messageCount === 0) throw new Error('not there yet')
      return found
    },
    { timeout: 10_000 }
  )
}

async function found(q: string, more = ''): Promise<SearchResult> {
  return vi.waitFor(
    async () => {
      const { body } = await server.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
      const result = SearchResult.parse(body)
      if (result.hits.length === 0) throw new Error('nothing is found yet')
      return result
    },
    { timeout: 10_000 }
  )
}

test.each(others)('sessions of $name are listed, opened, found and counted', async (other) => {
  const file = await startWith(other)
  const before = await readFile(file)
  const session = await listed(other.sessionId)
  expect(session).toMatchObject({ ...other.listed, cwd: server.projectPath, metadata: other.counted })

  const { body } = await server.get(`/api/projects/${session.projectId}/sessions/${session.id}/messages`)
  const client = await server.enter(session.id)
  const snapshot = await client.next((frame) => frame.type === 'snapshot')
  expect(snapshot).toMatchObject({ messages: Page.parse(body).messages })

  const { hits } = await found(other.word)
  expect(hits.map(({ sessionId }) => sessionId)).toContain(session.id)
  expect(JSON.stringify(body)).toContain(hits.find(({ sessionId }) => sessionId === session.id)?.messageId)
  await found(other.output, '&scope=all&role=tool')
  expect(
    (await server.get(`/api/projects/${session.projectId}/sessions/${session.id}/find?query=${other.word}`))
      .body
  ).toMatchObject({
    total: expect.any(Number)
  })
  await vi.waitFor(async () => {
    const { body: used } = await server.get('/api/usage?group=session')
    const row = UsageAnswer.parse(used).rows.find(({ key }) => key === session.id)
    if (row === undefined) throw new Error('nothing is counted yet')
    const { input, output, cacheRead, cacheWrite, cost } = row
    expect([input + output + cacheRead + cacheWrite, cost]).toEqual([other.counted.totalTokens, null])
  })
  expect(await readFile(file)).toEqual(before)
})

test.each(others)('what is said with $name while Skein runs is found', async (other) => {
  const file = await startWith(other)
  await listed(other.sessionId)
  await appendFile(file, other.saying('Rhubarb'))
  expect((await found('rhubarb')).hits[0]?.sessionId).toBe(other.sessionId)
})

test.each(others)('nothing is sent to $name, and no session begins with it', async (other) => {
  const file = await startWith(other)
  const before = await readFile(file)
  const session = await listed(other.sessionId)
  const refusal = { code: 'agent_only_read', message: expect.stringContaining(other.name) }

  const client = await server.enter(session.id)
  expect(await client.say('Go on')).toMatchObject({ ok: false, error: refusal })
  const path = `/api/projects/${session.projectId}/sessions`
  const begun = { sessionId: randomUUID(), agent: session.agent }
  expect(await server.request('POST', path, begun)).toMatchObject({ status: 400, body: { error: refusal } })
  expect(await server.request('PATCH', '/api/settings', { defaultAgent: session.agent })).toMatchObject({
    status: 400,
    body: { error: refusal }
  })
  const { agents } = AgentList.parse((await server.get('/api/agents')).body)
  expect(agents.find(({ id }) => id === session.agent)).toMatchObject({
    onlyRead: true,
    readiness: { ready: false, why: { code: refusal.code } },
    permissionModes: []
  })
  const at = `${path}/${session.id}`
  const { messages } = Page.parse((await server.get(`${at}/messages`)).body)
  const messageId = messages[0]?.id
  for (const [act, body] of [
    ['fork', { messageId }],
    ['rewind', { messageId, place: 'through' }]
  ] as const) {
    expect(await server.request('POST', `${at}/${act}`, body)).toMatchObject({
      status: 409,
      body: { error: refusal }
    })
  }
  expect(await readFile(file)).toEqual(before)
})
