/** Sessions nobody began in Skein: found, listed, told of, and left alone. With the real worker, in its thread. */
import { appendFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import type { Agent } from '../../electron/agent/port.ts'
import type { AgentTranscripts } from '../../electron/agent/transcriptSource.ts'
import { AgentId } from '../../shared/ids.ts'
import { AllSessions, ProjectList } from '../../shared/protocol.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import { said, terminalId as id } from './terminalTranscript.ts'
import { TestServer } from './testServer.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start([])
  await server.restartWith([withTranscripts()])
})
afterEach(() => server.stop())

function withTranscripts(changes: Partial<AgentTranscripts> = {}): Agent {
  const transcripts = { ...server.claudeTranscripts, ...changes }
  return { ...createScriptedAgent(), id: AgentId.parse('claude'), transcripts }
}

const fileOf = (n: number, folder = '-some-folder'): string =>
  join(server.folder, 'claude', 'projects', folder, `${id(n)}.jsonl`)

async function write(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

async function look(): Promise<void> {
  server.looksForSessions = true
  await server.restart()
}

async function sessions(query = ''): Promise<readonly SessionSummary[]> {
  return AllSessions.parse((await server.get(`/api/sessions?limit=200${query}`)).body).sessions
}

/** Waits until all is taken in and `isSo`; fails with what there was. */
async function until(isSo: (all: readonly SessionSummary[]) => boolean): Promise<readonly SessionSummary[]> {
  let last: unknown = null
  for (let tries = 0; tries < 400; tries += 1) {
    const { body } = await server.get('/api/sessions?limit=200')
    const { sessions: all, index } = AllSessions.parse(body)
    last = body
    if (index !== undefined && index.done === index.total && isSo(all)) return all
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error(`it did not come to that: ${JSON.stringify(last)}`)
}

const counted = (all: readonly SessionSummary[]): boolean =>
  all.length > 0 && all.every(({ metadata }) => metadata.messageCount > 0)

async function projects(): Promise<z.infer<typeof ProjectList>['projects']> {
  return ProjectList.parse((await server.get('/api/projects')).body).projects
}

test('the first start shows every session there is, newest first, in the projects they belong to', async () => {
  const here = server.projectPath
  await write(fileOf(1), said({ cwd: here, words: 'The older one' }))
  await write(fileOf(2), said({ cwd: here, words: 'The newer one', at: '2026-04-01T10:00:00.000Z' }))
  await write(fileOf(3), said({ cwd: '/gone/away', at: '2026-02-01T10:00:00.000Z' }))
  // A worktree's session stands in the repository's project.
  const worktree = join(here, '.claude/worktrees/wt1')
  await write(fileOf(4, '-wt'), said({ cwd: worktree, at: '2026-01-01T10:00:00.000Z' }))
  // No sessions: what a subagent did, what nobody said anything in, what names no folder, what is torn.
  await write(fileOf(5), said({ cwd: here, more: { isSidechain: true } }))
  await write(fileOf(6), '{"type":"summary","summary":"Nothing"}\n')
  await write(fileOf(7), said({ cwd: '' }))
  await write(fileOf(8), '{"type":"user","mess')
  await write(join(dirname(fileOf(1)), id(1), 'subagents', 'agent-x.jsonl'), said({ cwd: here }))
  await look()

  const all = await until((found) => found.length === 4 && counted(found))
  expect(all.map((session) => [session.id, session.metadata.firstMessagePreview, session.origin])).toEqual([
    [id(2), 'The newer one', 'terminal'],
    [id(1), 'The older one', 'terminal'],
    [id(3), 'Mend the fence', 'terminal'],
    [id(4), 'Mend the fence', 'terminal']
  ])
  expect(all[0]).toMatchObject({
    gitBranch: 'main',
    cwd: here,
    metadata: { totalTokens: 15, messageCount: 2 }
  })
  expect(all[3]).toMatchObject({ cwd: worktree, projectId: all[0]?.projectId })

  const listed = await projects()
  expect(listed.map(({ path, found, missing }) => ({ path, found, missing }))).toEqual([
    { path: here, found: true, missing: undefined },
    { path: '/gone/away', found: true, missing: true }
  ])
  const { body: doctor } = await server.get('/api/doctor')
  expect(doctor).toMatchObject({
    findings: expect.arrayContaining([
      expect.objectContaining({
        id: 'history',
        state: 'ok',
        detail:
          'name no folder they belong to: 1\nnobody said anything in them: 2\nparts of other sessions: 1'
      })
    ])
  })
  expect((await sessions('&origin=skein')).length).toBe(0)
  expect((await sessions(`&projectId=${listed[1]?.id}`)).map((session) => session.id)).toEqual([id(3)])
  expect((await sessions('&held=true')).length).toBe(0)
})

test('what comes and grows while Skein runs is there by itself, counted', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  await look()
  await until((all) => all.length === 1 && counted(all))

  await write(fileOf(2), said({ cwd: server.projectPath, at: '2026-05-01T10:00:00.000Z' }))
  await until((all) => all.length === 2 && counted(all))
  const more = { cwd: server.projectPath, words: 'And the gate', at: '2026-06-01T10:00:00.000Z' }
  await appendFile(fileOf(1), said(more))
  const all = await until((found) => found[0]?.id === id(1) && found[0].metadata.messageCount === 4)
  expect(all[0]?.metadata).toMatchObject({ totalTokens: 30, firstMessagePreview: 'Mend the fence' })
})

test('opening reads the transcript where it lies, and changes nothing of it', async () => {
  const text = said({ cwd: server.projectPath })
  await write(fileOf(1), text)
  await look()
  const [session] = await until(counted)
  const before = await stat(fileOf(1))
  const { body } = await server.get(`/api/projects/${session?.projectId}/sessions/${id(1)}/messages`)
  expect(body).toMatchObject({ messages: [{ role: 'user' }, { role: 'assistant' }] })
  await server.enter(id(1))
  expect(await readFile(fileOf(1), 'utf8')).toBe(text)
  expect((await stat(fileOf(1))).mtimeMs).toBe(before.mtimeMs)
})

test('what a person called a session stays; what its agent calls it comes along', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  await write(fileOf(2), said({ cwd: server.projectPath, at: '2026-04-01T10:00:00.000Z' }))
  await look()
  const [, session] = await until((all) => all.length === 2 && counted(all))
  await server.request('PATCH', `/api/projects/${session?.projectId}/sessions/${id(1)}`, {
    title: 'Mine',
    pinned: true
  })
  for (const n of [1, 2])
    await appendFile(fileOf(n), `${JSON.stringify({ type: 'ai-title', aiTitle: 'Its own' })}\n`)
  const all = await until((found) => found.some(({ title }) => title === 'Its own'))
  expect(all.find((found) => found.id === id(1))).toMatchObject({ title: 'Mine', pinned: true })
})

test('a session that was deleted is not found again, and its transcript stays', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  await write(fileOf(2), said({ cwd: server.projectPath }))
  await look()
  const [session] = await until((all) => all.length === 2 && counted(all))
  await server.request('DELETE', `/api/projects/${session?.projectId}/sessions/${id(1)}`)
  await server.restart()
  await until((all) => all.length === 1)
  await appendFile(fileOf(1), said({ cwd: server.projectPath, at: '2026-06-01T10:00:00.000Z' }))
  await write(fileOf(3), said({ cwd: server.projectPath }))
  const all = await until((found) => found.length === 2)
  expect(all.map((found) => found.id).toSorted()).toEqual([id(2), id(3)])
  expect((await stat(fileOf(1))).size).toBeGreaterThan(0)
})

test('a project that was taken off the list comes back when it is opened, with its sessions', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  await look()
  const [session] = await until(counted)
  await server.request('DELETE', `/api/projects/${session?.projectId}`)
  await server.restart()
  await write(fileOf(2), said({ cwd: '/elsewhere' }))
  await until((all) => all.length === 1 && all[0]?.id === id(2))
  expect((await projects()).map(({ path }) => path)).toEqual(['/elsewhere'])

  const opened = await server.openProject()
  expect(opened.found).toBeUndefined()
  const all = await until((found) => found.length === 2 && counted(found))
  expect(all.find((found) => found.id === id(1))).toMatchObject({
    projectId: opened.id,
    metadata: { messageCount: 2, totalTokens: 15 }
  })
})

test('an index that is damaged, and a database that is gone, are made again', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  await look()
  await until(counted)
  await server.server.close()
  await writeFile(join(server.dataDir, 'history.db'), 'no database at all, but long enough to be looked at')
  for (const end of ['', '-wal', '-shm']) await rm(join(server.dataDir, `skein.db${end}`), { force: true })
  await server.listen()
  const all = await until((found) => found.length === 1 && counted(found))
  expect(all[0]).toMatchObject({ id: id(1), metadata: { totalTokens: 15 } })
})

test('who asks before it is known where to look is answered when it is', async () => {
  await write(fileOf(1), said({ cwd: server.projectPath }))
  const place = await server.claudeTranscripts.place()
  let tell = (): void => undefined
  const told = new Promise<string>((resolve) => {
    tell = () => resolve(place)
  })
  server.looksForSessions = true
  await server.restartWith([withTranscripts({ place: () => told })])
  const asked = server.get('/api/usage?group=day')
  await server.get('/api/projects') // By now the question has come in.
  tell()
  expect((await asked).status).toBe(200)
  await until(counted)
})
