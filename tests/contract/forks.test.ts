/** A session that is copied up to a message of it. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ForkTask } from '../../electron/agent/port.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { answerLine, promptLine, said, toText } from '../support/transcript/testTranscript.ts'
import { SessionId } from '../../shared/ids.ts'
import { SessionList } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import { answerWith } from './scriptedAgent.ts'
import { pagesOf, textsOf } from './sessionTexts.ts'
import { TestServer } from './testServer.ts'
import { refusal, spoken, rewind } from './spokenSession.ts'

let server: TestServer

beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})

afterEach(() => server.stop())

describe('a fork', () => {
  const fork = (path: string, messageId: string | undefined): ReturnType<TestServer['request']> =>
    server.request('POST', `${path}/fork`, { messageId })

  test('is a session of its own, up to and including the message', async () => {
    const { path, sessionId, say } = await spoken(server, 'one', 'two')
    await server.request('PATCH', path, { title: 'Mine', permissionMode: 'plan', model: 'm' })
    const [, answer] = await pagesOf(server, path)
    const { status, body } = await fork(path, answer?.id)
    const made = SessionSummary.parse(body)
    expect([status, made]).toEqual([
      201,
      expect.objectContaining({
        title: 'Mine (fork)',
        titleSource: 'own',
        permissionMode: 'plan',
        model: 'm',
        agent: 'guide',
        state: 'idle',
        metadata: expect.objectContaining({ messageCount: 2, firstMessagePreview: 'one' })
      })
    ])
    expect(made.id).not.toBe(sessionId)
    const forked = path.replace(sessionId, made.id)
    expect(await textsOf(server, forked)).toEqual(['user: one', 'assistant: about one'])

    await say('three')
    const client = await server.enter(made.id)
    await client.say('elsewhere')
    await client.nextEvent('message_complete')
    await server.request('DELETE', path)
    server.clock.skip(10_000)
    expect(await textsOf(server, forked)).toEqual([
      'user: one',
      'assistant: about one',
      'user: elsewhere',
      'assistant: about elsewhere'
    ])
  })

  test('takes its name from the first prompt when there is no title, and stands first in the list', async () => {
    const { path, ids } = await spoken(server, 'one')
    const { body } = await fork(path, ids['one'])
    const { id, title } = SessionSummary.parse(body)
    expect(title).toBe('one (fork)')
    const { sessions } = SessionList.parse((await server.get(path.replace(/\/[^/]+$/, ''))).body)
    expect(sessions[0]?.id).toBe(id)
  })

  test('is named in the language of the windows', async () => {
    const { path, ids } = await spoken(server, 'eins')
    await server.request('PATCH', '/api/settings', { language: 'de' })
    const { body } = await fork(path, ids['eins'])
    expect(SessionSummary.parse(body).title).toBe('eins (Abzweigung)')
  })

  test('of a message on another branch holds that branch', async () => {
    const { path, sessionId, ids, say } = await spoken(server, 'one', 'two')
    await rewind(server, path, ids['two'])
    await say('three')
    const { body } = await fork(path, ids['two'])
    const forked = path.replace(sessionId, SessionSummary.parse(body).id)
    expect(await textsOf(server, forked)).toEqual(['user: one', 'assistant: about one', 'user: two'])
  })

  test('of nothing is refused', async () => {
    const { path } = await spoken(server, 'one')
    expect(await fork(path, 'nobody')).toEqual({ status: 404, body: refusal('message_not_found') })
  })

  describe('where the agent keeps the transcript', () => {
    const sessionId = SessionId.parse('5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9')
    const lines = [promptLine('p1', null, 'one'), answerLine('a1', 'p1', 'm1', said('first'))]

    async function ownSession(): Promise<string> {
      Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
      const project = await server.openProject()
      const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, `${sessionId}.jsonl`), toText(lines))
      const path = `/api/projects/${project.id}/sessions`
      await server.request('POST', path, { sessionId, agent: 'claude' })
      return `${path}/${sessionId}`
    }

    test('the agent makes it', async () => {
      const path = await ownSession()
      await server.request('PATCH', path, { title: 'Mine' })
      const tasks: ForkTask[] = []
      server.agent.fork = async (task) => {
        tasks.push(task)
        const id = SessionId.parse(randomUUID())
        const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(task.cwd))
        await writeFile(join(folder, `${id}.jsonl`), toText(lines.slice(0, 1)))
        return id
      }
      const { status, body } = await fork(path, 'p1')
      const { id, metadata } = SessionSummary.parse(body)
      expect([status, tasks]).toEqual([
        201,
        [{ sessionId, cwd: server.projectPath, throughMessageId: 'p1', title: 'Mine (fork)' }]
      ])
      expect(metadata).toMatchObject({ messageCount: 1, firstMessagePreview: 'one' })
      expect(await textsOf(server, path.replace(sessionId, id))).toEqual(['user: one'])
    })

    test('an agent that cannot is not asked', async () => {
      const path = await ownSession()
      expect(await fork(path, 'p1')).toEqual({ status: 409, body: refusal('cannot_fork') })
      server.agent.fork = () => Promise.reject(new Error('must not be asked'))
      expect(await fork(path, 'nobody')).toEqual({ status: 404, body: refusal('message_not_found') })
    })
  })
})
