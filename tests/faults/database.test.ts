/** The database is lost in all the ways a file can be: no session is forgotten, and what cannot come back is told. */
import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { promptLine, toText } from '../support/transcript/testTranscript.ts'
import { ProjectList, SessionList, Status } from '../../shared/protocol.ts'
import { answerWith, createScriptedAgent } from '../contract/scriptedAgent.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

async function problems(): Promise<{ code: string; message: string }[]> {
  return Status.parse((await server.get('/api/status')).body).problems
}

/** All sessions that are listed, by their first words. */
async function listed(): Promise<string[]> {
  const { projects } = ProjectList.parse((await server.get('/api/projects')).body)
  const lists = await Promise.all(
    projects.map(async ({ id }) => SessionList.parse((await server.get(`/api/projects/${id}/sessions`)).body))
  )
  return lists
    .flatMap(({ sessions }) => sessions.map(({ metadata }) => metadata.firstMessagePreview ?? ''))
    .toSorted((one, other) => one.localeCompare(other))
}

async function speak(words: string): Promise<{ projectId: string; sessionId: string; path: string }> {
  const { project, sessionId, path } = await server.openSession()
  server.agent.onPrompt = (run) => answerWith(run, ['an answer'])
  const client = await server.enter(sessionId)
  await client.say(words)
  await client.nextEvent('message_complete')
  client.drop()
  return { projectId: project.id, sessionId, path }
}

const file = (suffix = ''): string => join(server.dataDir, `skein.db${suffix}`)

test.each<[string, string, () => Promise<void>]>([
  ['database_rebuilt', 'deleted', () => rm(file())],
  ['database_rebuilt', 'emptied', () => truncate(file())],
  ['database_rebuilt', 'cut off', () => truncate(file(), 5000)],
  ['database_rebuilt', 'overwritten', () => writeFile(file(), 'no database '.repeat(1000))]
])('%s is told of a database that was %s, and every session is there again', async (code, _how, lose) => {
  await speak('first')
  const { path } = await speak('second')
  await server.request('PATCH', path, { title: 'Mine' })
  await server.server.close()
  await lose()
  await server.listen()
  await vi.waitFor(async () => expect(await listed()).toEqual(['first', 'second']))
  const told = await vi.waitFor(async () => {
    const [problem] = await problems()
    expect(problem?.message).toContain('was rebuilt')
    return problem
  })
  expect(told).toMatchObject({ code, message: expect.stringContaining('Titles you gave') })
  await server.restart()
  expect([await problems(), await listed()]).toEqual([[], ['first', 'second']])
})

test.each<[string, () => Promise<void>]>([
  ['deleted', () => rm(file('-wal'))],
  [
    'deleted with its index',
    async () => {
      for (const suffix of ['-wal', '-shm']) await rm(file(suffix))
    }
  ],
  // So short that it holds the opening, and no more.
  ['cut off', () => truncate(file('-wal'), 32 + 2 * (24 + 4096))],
  ['overwritten', () => writeFile(file('-wal'), Buffer.alloc(100_000, 0xa5))]
])('a log that was %s costs no session, and the person is told', async (_how, lose) => {
  await speak('long ago')
  await server.restart()
  await speak('just now')
  await server.crash(lose)
  await vi.waitFor(async () => expect(await listed()).toEqual(['just now', 'long ago']))
  expect(await problems()).toMatchObject([
    { code: 'database_older', message: expect.stringContaining('you changed last') }
  ])
  await server.restart()
  expect([await problems(), await listed()]).toEqual([[], ['just now', 'long ago']])
})

test('what a lost log had counted of a session is counted again', async () => {
  const { path, sessionId } = await speak('long ago')
  await server.restart()
  const client = await server.enter(sessionId)
  await client.say('just now')
  await client.nextEvent('message_complete')
  await server.crash(() => rm(file('-wal')))
  await vi.waitFor(async () =>
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
  )
})

test('so are sessions that are opened before it has come to them', async () => {
  const sessions = await Promise.all(['one', 'two', 'three', 'four'].map((text) => speak(text)))
  await server.restart()
  for (const { sessionId } of sessions) {
    const client = await server.enter(sessionId)
    await client.say('just now')
    await client.nextEvent('message_complete')
  }
  await server.crash(() => rm(file('-wal')))
  await Promise.all(sessions.map(({ sessionId }) => server.enter(sessionId)))
  for (const { path } of sessions) {
    await vi.waitFor(async () =>
      expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 4 } })
    )
  }
})

test('a database that died in its first life with its log is rebuilt', async () => {
  await speak('just now')
  await server.crash(() => rm(file('-wal')))
  await vi.waitFor(async () => expect(await listed()).toEqual(['just now']))
  expect(await problems()).toMatchObject([{ code: 'database_rebuilt' }])
})

test('what another program wrote of a session comes back too', async () => {
  const claude = Object.assign(createScriptedAgent(), { id: 'claude' as const })
  await server.stop()
  server = await TestServer.start([claude])
  claude.transcripts = server.claudeTranscripts
  const sessionId = randomUUID()
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  await mkdir(folder, { recursive: true })
  const line = { ...promptLine(randomUUID(), null, 'in a terminal'), cwd: server.projectPath }
  await writeFile(join(folder, `${sessionId}.jsonl`), toText([line]))
  await server.openProject()
  await server.server.close()
  await rm(file())
  await server.listen()
  await vi.waitFor(async () => expect(await listed()).toEqual(['in a terminal']))
  expect(await problems()).toMatchObject([{ code: 'database_rebuilt' }])
})

test('a session of ours whose folder is gone comes back as well', async () => {
  await speak('in a folder that goes')
  await server.server.close()
  await rm(server.projectPath, { recursive: true })
  await rm(file())
  await server.listen()
  await vi.waitFor(async () => expect(await listed()).toEqual(['in a folder that goes']))
})

test('a new data folder says nothing, and neither does one that was killed before anything was said in it', async () => {
  expect(await problems()).toEqual([])
  await server.crash()
  await server.openSession()
  await server.crash()
  await server.restart()
  expect(await problems()).toEqual([])
})

test('a project that was removed in order stays removed, and nothing is told', async () => {
  const { projectId } = await speak('first')
  await server.request('DELETE', `/api/projects/${projectId}`)
  await server.crash()
  await server.restart()
  expect([await problems(), await listed()]).toEqual([[], []])
})

test.each([
  ['killed', () => server.crash()],
  ['closed', () => server.restart()]
])('a rebuild in which Skein is %s is gone on with at the next start, and told again', async (_how, end) => {
  const { sessionId } = await speak('first')
  const transcripts = join(server.dataDir, 'transcripts')
  const copies = Array.from({ length: 80 }, () => join(transcripts, `${randomUUID()}.jsonl`))
  for (const copy of copies) await copyFile(join(transcripts, `${sessionId}.jsonl`), copy)
  await server.server.close()
  await rm(file())
  await server.listen()
  await end()
  await vi.waitFor(
    async () =>
      expect(await problems()).toMatchObject([
        { code: 'database_rebuilt', message: expect.stringContaining('was rebuilt') }
      ]),
    20_000
  )
  const { id } = await server.openProject()
  const { sessions } = SessionList.parse((await server.get(`/api/projects/${id}/sessions?limit=100`)).body)
  expect(sessions).toHaveLength(81)
  await server.restart()
  expect(await problems()).toEqual([])
})
