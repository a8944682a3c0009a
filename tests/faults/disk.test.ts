/** Disks that fill up, databases that are locked, damaged or too new: the app stays up and says so. */
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import { createServer as createSkeinServer } from '../../electron/server/createServer.ts'
import { SessionList, Status } from '../../shared/protocol.ts'
import { answerWith, beginAnswer } from '../contract/scriptedAgent.ts'
import { TestServer } from '../contract/testServer.ts'
import { BadDisk } from './badDisk.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

async function problems(): Promise<string[]> {
  return Status.parse((await server.get('/api/status')).body).problems.map(({ code }) => code)
}

describe('the journal', () => {
  test.runIf(process.platform === 'linux')(
    'on a full disk the turn goes on and a person is told',
    async () => {
      const { sessionId } = await server.openSession()
      const client = await server.enter(sessionId)
      server.agent.onPrompt = (run) => answerWith(run, ['ok'])
      await client.say('first')
      await client.nextEvent('message_complete')
      await symlink('/dev/full', join(server.dataDir, 'journals', `${sessionId}.journal`))
      server.agent.onPrompt = (run) => beginAnswer(run, 'm')
      expect(await client.say('second')).toMatchObject({ ok: true })
      expect(await client.nextEvent('error')).toMatchObject({
        error: { code: 'journal_unavailable', message: expect.stringContaining('The disk is full') }
      })
      server.agent.runs.at(-1)?.emit({ type: 'turn_ended', outcome: 'done' })
      expect(await client.nextEvent('message_complete', undefined, 1)).toMatchObject({ outcome: 'done' })
      expect(client.events.filter(({ type }) => type === 'error')).toHaveLength(1)
    }
  )

  test('writes the whole turn when the disk can be written again', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const disk = await BadDisk.below(server.folder)
    try {
      server.agent.onPrompt = (run) => beginAnswer(run, 'm')
      await client.say('go')
      const emit = (append: string): void =>
        server.agent.runs.at(-1)?.emit({ type: 'stream_output', messageId: 'm', index: 0, append })
      disk.fill()
      emit('not safe, ')
      await client.nextEvent('error')
      disk.heal()
      emit('safe again')
      await client.nextEvent('stream_output', (event) => 'append' in event && event.append === 'safe again')
    } finally {
      disk.remove()
    }
    await server.crash()
    const { body } = await server.get(
      `/api/projects/${(await server.openProject()).id}/sessions/${sessionId}/messages`
    )
    expect(body).toMatchObject({
      messages: [{ role: 'user' }, { content: [{ text: 'not safe, safe again' }] }, { role: 'system' }]
    })
  })
})

describe('the database', () => {
  test('locked by another program: refused with a sentence, and fine again afterwards', async () => {
    const { path, sessionId } = await server.openSession()
    const other = new SQLite(join(server.dataDir, 'skein.db'))
    other.exec('BEGIN IMMEDIATE')
    expect(await server.request('PATCH', path, { title: 'Mine' })).toMatchObject({
      status: 503,
      body: { error: { code: 'database_locked' } }
    })
    expect(await problems()).toContain('database')
    // A turn goes through: its account is late, nothing else.
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['fine'])
    await client.say('still here?')
    expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'done' })
    other.exec('ROLLBACK')
    other.close()
    expect(await server.request('PATCH', path, { title: 'Mine' })).toMatchObject({ status: 200 })
    expect(await problems()).toEqual([])
  })

  test('made by a newer version: left alone to the byte, and the page still comes', async () => {
    await server.server.close()
    const file = join(server.dataDir, 'skein.db')
    const database = new SQLite(file)
    database.pragma('user_version = 999')
    database.pragma('wal_checkpoint(TRUNCATE)')
    database.close()
    const before = await readFile(file)
    await server.listen()
    expect(await server.get('/api/projects')).toMatchObject({
      status: 503,
      body: { error: { code: 'database_newer', message: expect.stringContaining('newer version') } }
    })
    expect(await problems()).toEqual(['database'])
    expect(await readFile(file)).toEqual(before)
  })

  test('damaged: set aside, rebuilt from the transcripts, and a person is told', async () => {
    const { sessionId, path, project } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['remember me'])
    await client.say('what was said')
    await client.nextEvent('message_complete')
    await server.server.close()
    await writeFile(
      join(server.dataDir, 'skein.db'),
      'this is no database, whatever its name says'.repeat(50)
    )
    await server.listen()
    expect(await problems()).toContain('database_rebuilt')
    const found = await vi.waitFor(async () => {
      const { body } = await server.request('POST', '/api/projects', { path: project.path })
      const id = typeof body === 'object' && body !== null && 'id' in body ? String(body.id) : ''
      const list = SessionList.parse((await server.get(`/api/projects/${id}/sessions`)).body)
      expect(list.sessions).toHaveLength(1)
      return { id, session: list.sessions[0] }
    })
    expect(found.session).toMatchObject({
      id: sessionId,
      agent: 'guide',
      metadata: { messageCount: 2, firstMessagePreview: 'what was said' }
    })
    const messages = await server.get(`/api/projects/${found.id}/sessions/${sessionId}/messages`)
    expect(messages).toMatchObject({
      status: 200,
      body: { messages: [{ role: 'user' }, { role: 'assistant' }] }
    })
    expect(path).toContain(sessionId)
  })
})

test('a port that is taken: another is used, and a person is told', async () => {
  const squatter = createServer()
  const port = await new Promise<number>((resolve) => {
    squatter.listen(0, '127.0.0.1', () => {
      const address = squatter.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  const options = {
    token: 't',
    agents: [],
    log: silentLog,
    clock: systemClock,
    pageDir: server.folder,
    version: '0',
    port
  }
  const dataDir = join(server.folder, 'elsewhere')
  await expect(createSkeinServer({ ...options, dataDir })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const second = await createSkeinServer({ ...options, dataDir, otherPorts: [0] })
  expect(second.port).not.toBe(port)
  const reply = await fetch(`${second.url}api/status`, { headers: { Authorization: 'Bearer t' } })
  expect(await reply.json()).toMatchObject({ problems: [{ code: 'port_taken' }] })
  await second.close()
  await new Promise((resolve) => squatter.close(resolve))
})

test('a folder that is deleted while its session is open: what is sent is refused with a plain sentence', async () => {
  await server.stop()
  server = await TestServer.start([createGuideAgent({ clock: systemClock, log: silentLog })])
  const { sessionId } = await server.openSession({ agent: 'guide' })
  const client = await server.enter(sessionId)
  await rm(server.projectPath, { recursive: true })
  const refused = { code: 'no_folder', message: expect.stringContaining(server.projectPath) }
  expect(await client.say('list')).toMatchObject({ ok: false, error: refused })
  await mkdir(server.projectPath)
  expect(await client.say('list')).toMatchObject({ ok: true })
  expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'done' })
})
