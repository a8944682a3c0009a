import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ResumeSummary, SessionResume } from '../../shared/resume.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { answerWith } from './scriptedAgent.ts'
import { said } from './terminalTranscript.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

/** A session in which this was answered. */
async function spoken(text: string): Promise<{ path: string; transcript: string }> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say(text)
  await client.nextEvent('message_complete')
  return { path, transcript: join(server.dataDir, 'transcripts', `${sessionId}.jsonl`) }
}

async function resume(path: string): Promise<SessionResume> {
  const { status, body } = await server.get(`${path}/resume`)
  expect(status).toBe(200)
  return SessionResume.parse(body)
}

test('a session in which all is well has no trouble', async () => {
  const { path } = await spoken('one')
  expect(await resume(path)).toEqual({ trouble: null, choices: [], folder: server.projectPath })
})

test('a folder that is gone is told, and another one can be chosen', async () => {
  const { path } = await spoken('one')
  const moved = join(server.folder, 'moved')
  await rename(server.projectPath, moved)
  expect(await resume(path)).toEqual({
    trouble: 'folder_gone',
    choices: ['choose_folder', 'summarize'],
    folder: server.projectPath
  })
  const file = join(server.folder, 'file')
  await writeFile(file, '')
  for (const wrong of [join(server.folder, 'nowhere'), file, 'relative']) {
    expect(await server.request('POST', `${path}/resume/folder`, { path: wrong })).toMatchObject({
      status: 400,
      body: { error: { code: 'not_a_folder' } }
    })
  }
  expect(await server.request('POST', `${path}/resume/folder`, { path: moved })).toMatchObject({
    status: 200,
    body: { cwd: moved }
  })
  expect(await resume(path)).toEqual({ trouble: null, choices: [], folder: moved })
  await mkdir(server.projectPath)
})

test('a session without its transcript is told, and nothing is begun in its place', async () => {
  const { path, transcript } = await spoken('one')
  await rm(transcript)
  expect(await resume(path)).toMatchObject({
    trouble: 'transcript_gone',
    choices: ['restore', 'summarize']
  })
})

test('nothing is sent in a folder that is gone, and what was written can be sent when it is back', async () => {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  const moved = join(server.folder, 'moved')
  await rename(server.projectPath, moved)
  const error = { code: 'no_folder', message: expect.stringContaining(server.projectPath) }
  expect(await client.say('two')).toMatchObject({ ok: false, error })
  expect((await server.get(path)).body).toMatchObject({ state: 'idle' })
  await rename(moved, server.projectPath)
  expect(await client.say('two')).toMatchObject({ ok: true })
  await client.nextEvent('message_complete', undefined, 1)
})

describe('an agent that keeps its transcripts itself', () => {
  let file: string
  let path: string
  let sessionId: string

  /** A session whose first prompt was answered by an agent that has `wrote` it down. */
  async function begun(wrote: boolean): Promise<void> {
    server.agent.transcripts = server.claudeTranscripts
    const cwd = server.projectPath
    const opened = await server.openSession()
    ;({ path, sessionId } = opened)
    file = join(server.folder, 'claude', 'projects', encodeProjectFolder(cwd), `${sessionId}.jsonl`)
    await mkdir(dirname(file), { recursive: true })
    const client = await server.enter(sessionId)
    if (wrote) await appendFile(file, said({ cwd, words: 'one' }))
    await client.say('one')
    await client.nextEvent('message_complete')
  }

  test('never begins anew in silence: without its transcript nothing is sent', async () => {
    await begun(true)
    await rm(file)
    const before = server.agent.runs.length
    await server.restart()
    const client = await server.enter(sessionId)
    expect(await client.say('two')).toMatchObject({ ok: false, error: { code: 'no_transcript' } })
    expect(server.agent.runs).toHaveLength(before)
    expect(await resume(path)).toMatchObject({ trouble: 'transcript_gone' })
  })

  test('goes on while it runs: it remembers what its transcript held', async () => {
    await begun(true)
    const client = await server.enter(sessionId)
    await rm(file)
    expect(await client.say('two')).toMatchObject({ ok: true })
  })

  test('may begin where it never wrote anything', async () => {
    await begun(false)
    await server.restart()
    expect(await resume(path)).toMatchObject({ trouble: null })
    const client = await server.enter(sessionId)
    expect(await client.say('two')).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
  })
})

test('what was said is told in short', async () => {
  const { path } = await spoken('one')
  const { status, body } = await server.get(`${path}/resume/summary`)
  expect(status).toBe(200)
  expect(ResumeSummary.parse(body)).toEqual({
    first: 'one',
    last: [
      { role: 'user', text: 'one' },
      { role: 'assistant', text: 'about one' }
    ],
    changed: []
  })
})

test.each(['resume', 'resume/summary'])('%s of a session nobody knows is not found', async (what) => {
  const { path } = await server.openSession()
  const unknown = path.replace(/[^/]+$/, '00000000-0000-4000-8000-000000000000')
  expect((await server.get(`${unknown}/${what}`)).status).toBe(404)
})
