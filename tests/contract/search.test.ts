/** `GET /api/search`: any word that was ever said on this machine, with the real worker, in its thread. */
import { appendFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AgentId } from '../../shared/ids.ts'
import { SearchResult } from '../../shared/search.ts'
import { VaultState } from '../../shared/vault.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import { said, terminalId } from './terminalTranscript.ts'
import { TestServer } from './testServer.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start([])
  server.looksForSessions = true
})
afterEach(() => server.stop())

const fileOf = (n: number): string =>
  join(server.folder, 'claude', 'projects', '-garden', `${terminalId(n)}.jsonl`)

async function write(n: number, text: string): Promise<void> {
  await mkdir(dirname(fileOf(n)), { recursive: true })
  await writeFile(fileOf(n), text)
}

async function look(): Promise<void> {
  const scripted = createScriptedAgent()
  await server.restartWith([
    { ...scripted, id: AgentId.parse('claude'), transcripts: server.claudeTranscripts }
  ])
}

async function search(q: string, more = ''): Promise<SearchResult> {
  const { body, status } = await server.get(`/api/search?q=${encodeURIComponent(q)}${more}`)
  expect(status).toBe(200)
  return SearchResult.parse(body)
}

/** Asks until there are so many hits; fails with the last answer. */
async function until(q: string, hits: number, more = ''): Promise<SearchResult> {
  let last: SearchResult | null = null
  for (let tries = 0; tries < 400; tries += 1) {
    last = await search(q, more)
    if (last.hits.length === hits) return last
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`it did not come to that: ${JSON.stringify(last)}`)
}

test('a word of any session is found, by the id its message has on its page', async () => {
  const cwd = server.projectPath
  await write(1, said({ cwd, words: 'Repair the GREENHOUSE window' }))
  await write(2, said({ cwd, words: 'Rename refreshTokenStore', at: '2026-04-01T10:00:00.000Z' }))
  await write(3, said({ cwd, words: '請修好溫室的窗戶', at: '2026-05-01T10:00:00.000Z' }))
  await look()

  const [hit] = (await until('greenhouse', 1)).hits
  expect(hit).toMatchObject({ sessionId: terminalId(1), role: 'user' })
  expect(hit?.snippet.filter(({ isHit }) => isHit).map(({ text }) => text)).toEqual(['GREENHOUSE'])
  const page = await server.get(`/api/projects/${hit?.projectId}/sessions/${terminalId(1)}/messages`)
  expect(page.body).toMatchObject({ messages: [{ id: hit?.messageId }, {}] })

  expect((await until('token', 1)).hits[0]?.sessionId).toBe(terminalId(2))
  expect((await until('溫室', 1)).hits[0]?.sessionId).toBe(terminalId(3))
  expect((await until('"the greenhouse"', 1)).hits.length).toBe(1)
  expect((await search('greenhouse -window')).hits).toEqual([])
  expect((await until('green*', 1, '&role=user')).hits.length).toBe(1)
  expect((await search('green*', '&role=assistant')).hits).toEqual([])
})

test('what is said while Skein runs is found, and what was deleted is not', async () => {
  const cwd = server.projectPath
  await write(1, said({ cwd, words: 'Repair the greenhouse' }))
  await look()
  const [hit] = (await until('greenhouse', 1)).hits
  await appendFile(fileOf(1), said({ cwd, words: 'And the rhubarb', at: '2026-06-01T10:00:00.000Z' }))
  expect((await until('rhubarb', 1)).hits[0]?.sessionId).toBe(terminalId(1))
  await server.request('DELETE', `/api/projects/${hit?.projectId}/sessions/${terminalId(1)}`)
  await until('greenhouse', 0)
})

test('no question is a mistake, and an index that is gone is made again', async () => {
  await write(1, said({ cwd: server.projectPath, words: 'Repair the greenhouse' }))
  await look()
  await until('greenhouse', 1)
  for (const q of ['"', '*', '-', '()', 'a AND OR NOT', '\u0000', 'x'.repeat(4_000)]) {
    expect((await search(q)).index.total).toBeGreaterThan(0)
  }
  expect((await server.get('/api/search?q=a&scope=everything')).status).toBe(400)
  await server.server.close()
  for (const end of ['', '-wal', '-shm']) await rm(join(server.dataDir, `search.db${end}`), { force: true })
  await server.listen()
  await until('greenhouse', 1)
})

test('a session of which there is a copy is found when its transcript is gone, with its subagents', async () => {
  const cwd = server.projectPath
  await write(1, said({ cwd, words: 'Repair the greenhouse' }))
  const subagents = join(fileOf(1).slice(0, -'.jsonl'.length), 'subagents')
  await mkdir(subagents, { recursive: true })
  const more = { isSidechain: true }
  await writeFile(join(subagents, 'agent-a.jsonl'), said({ cwd, words: 'Look for the rhubarb', more }))
  await write(2, said({ cwd, words: 'Sow the parsnips' }))
  await look()
  await until('rhubarb', 1, '&scope=all')
  await server.request('PUT', '/api/vault', { enabled: true, protects: 'all' })
  await server.restart()
  await kept(2)
  await rm(fileOf(1))
  await rm(subagents, { recursive: true })
  // Of one that is gone without a copy nothing is left: that tells that all was looked at.
  await server.request('PUT', '/api/vault', { enabled: false, protects: 'all' })
  await write(3, said({ cwd, words: 'Prune the quince' }))
  await until('quince', 1)
  await rm(fileOf(3))
  await server.restart()
  await until('quince', 0)
  expect((await search('greenhouse')).hits).toMatchObject([{ sessionId: terminalId(1), role: 'user' }])
  expect((await search('rhubarb', '&scope=all')).hits.length).toBe(1)
})

async function kept(sessions: number): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const { body } = await server.get('/api/vault')
    if (VaultState.parse(body).sessions === sessions) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('the copies were not made')
}
