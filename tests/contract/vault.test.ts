/** The vault over real HTTP, with the real worker in its thread: chosen, filled, lost, read, verified, restored. */
import { mkdir, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AgentId } from '../../shared/ids.ts'
import { AllSessions } from '../../shared/protocol.ts'
import { RetentionChange, VaultState } from '../../shared/vault.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
const id = '0a0a0a0a-0000-4000-8000-000000000001'

beforeEach(async () => {
  server = await TestServer.start([])
  const scripted = createScriptedAgent()
  await write(
    transcript(),
    line('u1', null, { type: 'user', message: { role: 'user', content: 'Keep this' } })
  )
  await write(join(dirname(transcript()), id, 'tool-results', 'toolu_1.txt'), 'a long output')
  server.looksForSessions = true
  await server.restartWith([
    { ...scripted, id: AgentId.parse('claude'), transcripts: server.claudeTranscripts }
  ])
})
afterEach(() => server.stop())

const transcript = (): string => join(server.folder, 'claude', 'projects', '-some', `${id}.jsonl`)

function line(uuid: string, parentUuid: string | null, more: object): string {
  const base = { cwd: '/some', timestamp: '2026-03-01T10:00:00.000Z', entrypoint: 'cli', sessionId: id }
  return `${JSON.stringify({ ...base, uuid, parentUuid, ...more })}\n`
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function state(): Promise<VaultState> {
  return VaultState.parse((await server.get('/api/vault')).body)
}

/** Asks until the worker has come so far. */
async function until(isSo: (now: VaultState) => boolean): Promise<VaultState> {
  return await expect.poll(state, { timeout: 20_000 }).toSatisfy(isSo).then(state)
}

async function projectId(): Promise<string> {
  const all = AllSessions.parse((await server.get('/api/sessions?limit=10')).body)
  return all.sessions.find((session) => session.id === id)?.projectId ?? 'none'
}

test('nothing is copied until somebody says so', async () => {
  const before = await until(({ originals }) => originals.sessions === 1)
  expect(before).toMatchObject({ enabled: false, isChosen: false, sessions: 0, bytes: 0, protects: 'all' })
  expect(await readdir(server.dataDir)).not.toContain('vault')
  const put = await server.request('PUT', '/api/vault', { enabled: true, protects: 'projects' })
  expect(put.body).toMatchObject({ enabled: true, isChosen: true, protects: 'projects' })
  expect((await server.request('PUT', '/api/vault', { enabled: 'yes' })).status).toBe(400)
})

test('what will be deleted within a week is told, and so is how long the agent keeps it', async () => {
  const old = new Date(Date.now() - 25 * 24 * 60 * 60_000)
  await utimes(transcript(), old, old)
  await server.restart()
  const { expiring, retention } = await until(({ originals }) => originals.sessions === 1)
  const path = join(server.folder, 'claude', 'settings.json')
  expect(retention).toEqual([{ agent: 'claude', days: 30, path, isChosen: false }])
  expect(expiring.map(({ sessionId }) => sessionId)).toEqual([id])
  const shown = await server.get('/api/vault/retention?agent=claude&days=365')
  const { version, after, before } = RetentionChange.parse(shown.body)
  expect(before).toBeNull()
  const put = await server.request('PUT', '/api/vault/retention', { agent: 'claude', days: 365, version })
  expect(VaultState.parse(put.body).expiring).toEqual([])
  expect(await readFile(path, 'utf8')).toBe(after)
  const again = await server.request('PUT', '/api/vault/retention', { agent: 'claude', days: 400, version })
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
})

test('a session whose original is gone stays, is read from its copy, and comes back byte for byte', async () => {
  const said = await readFile(transcript())
  await server.request('PUT', '/api/vault', { enabled: true })
  await until(({ sessions }) => sessions === 1)
  await rm(join(server.folder, 'claude'), { recursive: true })
  const look = `/api/vault/sessions/${id}`
  expect((await server.get(look)).body).toEqual({ isKept: true, isGone: true })
  const messages = `/api/projects/${await projectId()}/sessions/${id}/messages`
  expect((await server.get(messages)).body).toMatchObject({ messages: [{ role: 'user' }] })
  expect((await server.request('POST', '/api/vault/verify', {})).body).toEqual({ sessions: 1, damaged: [] })
  const restored = await server.request('POST', '/api/vault/restore', { sessionId: id })
  expect(restored).toMatchObject({ status: 200, body: { sessionId: id, path: transcript(), files: 2 } })
  expect((await readFile(transcript())).equals(said)).toBe(true)
  expect((await server.get(look)).body).toEqual({ isKept: true, isGone: false })
  const again = await server.request('POST', '/api/vault/restore', { sessionId: id })
  expect(again).toMatchObject({ status: 409, body: { error: { code: 'already_there' } } })
})
