/** Going back, other branches, forks, rest: over HTTP and the socket, as a window does it. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/clock.ts'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import type { ForkTask } from '../../electron/agent/port.ts'
import { silentLog } from '../../electron/log.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { answerLine, promptLine, said, toText } from '../support/transcript/testTranscript.ts'
import { SessionId } from '../../shared/ids.ts'
import { Page } from '../../shared/page.ts'
import { SessionList } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import { Branches } from '../../shared/steering.ts'
import { Replica } from './replica.ts'
import { answerWith } from './scriptedAgent.ts'
import { pagesOf, shortly, textsOf } from './sessionTexts.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })

interface Spoken {
  readonly path: string
  readonly sessionId: string
  readonly client: SocketClient
  /** Ids of the prompts, by their text. */
  readonly ids: Record<string, string>
  say(text: string): Promise<void>
}

/** A session in which these prompts were answered. */
async function spoken(...texts: string[]): Promise<Spoken> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const ids: Record<string, string> = {}
  const say = async (text: string): Promise<void> => {
    const turns = client.events.filter(({ type }) => type === 'message_complete').length
    ids[text] = randomUUID()
    await client.say(text, ids[text])
    await client.nextEvent('message_complete', undefined, turns)
  }
  for (const text of texts) await say(text)
  return { path, sessionId, client, ids, say }
}

async function rewind(path: string, messageId: string | undefined, place = 'before'): Promise<string[]> {
  const { status, body } = await server.request('POST', `${path}/rewind`, { messageId, place })
  expect(status).toBe(200)
  return Page.parse(body).messages.map(shortly)
}

async function branches(path: string): Promise<string[][]> {
  return Branches.parse((await server.get(`${path}/branches`)).body).points.map(({ prompts }) => prompts)
}

const prompts = (): unknown[] =>
  server.agent.runs.flatMap((run) => run.prompts.map(({ text, resumeAt }) => [text, resumeAt]))

describe('a rewind', () => {
  test('goes back to before a prompt, in every window, and on from there', async () => {
    const { path, sessionId, client, ids, say } = await spoken('one', 'two', 'three')
    const other = await server.enter(sessionId)
    const first = ['user: one', 'assistant: about one']
    expect(await rewind(path, ids['two'])).toEqual(first)
    for (const window of [client, other]) {
      expect(await window.nextEvent('history_changed')).toMatchObject({
        messages: [{ id: ids['one'] }, { role: 'assistant' }],
        before: null
      })
    }
    expect(await textsOf(server, path)).toEqual(first)
    await say('two again')
    expect(await textsOf(server, path)).toEqual([...first, 'user: two again', 'assistant: about two again'])
    const replica = new Replica()
    for (const frame of other.frames) replica.take(frame)
    expect(replica.session?.messages).toEqual(await pagesOf(server, path))
  })

  test('lets the agent go and tells the next where to begin, once', async () => {
    const { path, ids, say } = await spoken('one', 'two')
    await rewind(path, ids['two'])
    await say('three')
    await say('four')
    await rewind(path, ids['one'])
    await say('five')
    const one = expect.stringMatching(/\w/)
    expect(prompts()).toEqual([
      ['one', undefined],
      ['two', undefined],
      ['three', one],
      ['four', undefined],
      ['five', null]
    ])
    expect(server.agent.runs.map(({ isClosed }) => isClosed)).toEqual([true, true, false])
  })

  test('is there after a restart, as long as nothing was said, and after that the new branch is', async () => {
    const { path, sessionId, ids } = await spoken('one', 'two')
    await rewind(path, ids['two'])
    await server.restart()
    expect(await textsOf(server, path)).toEqual(['user: one', 'assistant: about one'])
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({ messages: [{}, {}] })
    await again.say('two again')
    await again.nextEvent('message_complete')
    await server.restart()
    const expected = ['user: one', 'assistant: about one', 'user: two again', 'assistant: about two again']
    expect(await textsOf(server, path)).toEqual(expected)
    expect(await branches(path)).toEqual([[ids['two'], expect.any(String)]])
  })

  test('keeps the old branch, which can be chosen again and gone on with', async () => {
    const { path, ids, say } = await spoken('one', 'two', 'three')
    await rewind(path, ids['two'])
    await say('other')
    expect(await branches(path)).toEqual([[ids['two'], ids['other']]])
    const whole = ['one', 'two', 'three'].flatMap((text) => [`user: ${text}`, `assistant: about ${text}`])
    expect(await rewind(path, ids['two'], 'through')).toEqual(whole)
    await server.restart()
    expect(await textsOf(server, path)).toEqual(whole)
    expect(await rewind(path, ids['other'], 'through')).toEqual([
      ...whole.slice(0, 2),
      'user: other',
      'assistant: about other'
    ])
    await rewind(path, ids['three'], 'through')
    const client = await server.enter(path.slice(path.lastIndexOf('/') + 1))
    await client.say('four')
    await client.nextEvent('message_complete')
    expect(await textsOf(server, path)).toEqual([...whole, 'user: four', 'assistant: about four'])
    expect(await branches(path)).toEqual([[ids['two'], ids['other']]])
  })

  test('to the very beginning leaves nothing on screen', async () => {
    const { path, ids } = await spoken('one')
    expect(await rewind(path, ids['one'])).toEqual([])
    expect(await textsOf(server, path)).toEqual([])
    await server.restart()
    expect(await textsOf(server, path)).toEqual([])
    expect((await server.get(path)).status).toBe(200)
  })

  test('is refused while a turn runs, and changes nothing', async () => {
    const { path, client, ids } = await spoken('one')
    server.agent.onPrompt = () => undefined
    await client.say('two')
    const reply = await server.request('POST', `${path}/rewind`, { messageId: ids['one'], place: 'before' })
    expect(reply).toEqual({ status: 409, body: refusal('turn_running') })
    server.agent.runs.at(-1)?.emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 1)
    expect(client.events.some(({ type }) => type === 'history_changed')).toBe(false)
  })

  test('refuses what it does not know', async () => {
    const { path } = await spoken('one')
    const [, answer] = await pagesOf(server, path)
    const asked = (body: unknown, to = path): Promise<unknown> => server.request('POST', `${to}/rewind`, body)
    const nowhere = path.replace(/[^/]+$/, randomUUID())
    expect(await asked({ messageId: 'nobody', place: 'before' })).toEqual({
      status: 404,
      body: refusal('message_not_found')
    })
    expect(await asked({ messageId: answer?.id, place: 'before' })).toEqual({
      status: 409,
      body: refusal('cannot_rewind')
    })
    expect(await asked({ messageId: 'x', place: 'before' }, nowhere)).toEqual({
      status: 404,
      body: refusal('session_not_found')
    })
    expect(await asked({ messageId: 'x', place: 'behind' })).toEqual({
      status: 400,
      body: refusal('bad_request')
    })
  })

  test('leaves what waits in the queue waiting', async () => {
    const { path, client, ids } = await spoken('one', 'two')
    server.agent.onPrompt = () => undefined
    await client.say('three')
    const queued = randomUUID()
    await client.say('queued', queued)
    await client.command({ type: 'interrupt' })
    await client.nextEvent('message_complete', ({ outcome }) => outcome === 'interrupted')
    await rewind(path, ids['two'])
    server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
    await client.command({ type: 'resume_queue' })
    await client.nextEvent('message_complete', undefined, 3)
    expect(await textsOf(server, path)).toEqual([
      'user: one',
      'assistant: about one',
      'user: queued',
      'assistant: about queued'
    ])
  })

  test('keeps every message in the count: it was said', async () => {
    const { path, ids, say } = await spoken('one', 'two')
    await rewind(path, ids['two'])
    await say('three')
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 6 } })
  })
})

test('the guide goes on from where it was taken back to', async () => {
  await server.stop()
  server = await TestServer.start([createGuideAgent({ clock: systemClock, log: silentLog })])
  const { path, ids, say } = await spoken('say 3 words', 'say 4 words')
  await rewind(path, ids['say 4 words'])
  await say('say 2 words')
  expect((await textsOf(server, path)).filter((text) => text.startsWith('user'))).toEqual([
    'user: say 3 words',
    'user: say 2 words'
  ])
})

describe('a fork', () => {
  const fork = (path: string, messageId: string | undefined): ReturnType<TestServer['request']> =>
    server.request('POST', `${path}/fork`, { messageId })

  test('is a session of its own, up to and including the message', async () => {
    const { path, sessionId, say } = await spoken('one', 'two')
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
    const { path, ids } = await spoken('one')
    const { body } = await fork(path, ids['one'])
    const { id, title } = SessionSummary.parse(body)
    expect(title).toBe('one (fork)')
    const { sessions } = SessionList.parse((await server.get(path.replace(/\/[^/]+$/, ''))).body)
    expect(sessions[0]?.id).toBe(id)
  })

  test('is named in the language of the windows', async () => {
    const { path, ids } = await spoken('eins')
    await server.request('PATCH', '/api/settings', { language: 'de' })
    const { body } = await fork(path, ids['eins'])
    expect(SessionSummary.parse(body).title).toBe('eins (Abzweigung)')
  })

  test('of a message on another branch holds that branch', async () => {
    const { path, sessionId, ids, say } = await spoken('one', 'two')
    await rewind(path, ids['two'])
    await say('three')
    const { body } = await fork(path, ids['two'])
    const forked = path.replace(sessionId, SessionSummary.parse(body).id)
    expect(await textsOf(server, forked)).toEqual(['user: one', 'assistant: about one', 'user: two'])
  })

  test('of nothing is refused', async () => {
    const { path } = await spoken('one')
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

describe('a session that rested', () => {
  const hour = 60 * 60_000

  test('says so before its next prompt, and that stays', async () => {
    const { path, sessionId } = await spoken('one')
    await server.restart()
    server.clock.skip(hour + 60_000)
    const client = await server.enter(sessionId)
    for (const [turn, text] of ['two', 'three'].entries()) {
      await client.say(text)
      await client.nextEvent('message_complete', undefined, turn)
    }
    const expected = [
      'user: one',
      'assistant: about one',
      'system: resumed',
      'user: two',
      'assistant: about two',
      'user: three',
      'assistant: about three'
    ]
    expect(await textsOf(server, path)).toEqual(expected)
    await server.restart()
    expect(await textsOf(server, path)).toEqual(expected)
    const notice = (await pagesOf(server, path))[2]?.content[0]
    expect(notice).toEqual({
      type: 'text',
      text: expect.stringMatching(/^Resumed\. The session had rested since \d{4}-\d\d-\d\d \d\d:\d\d UTC\.$/)
    })
  })

  test('says nothing when it was loaded all the time', async () => {
    const { path, say } = await spoken('one')
    server.clock.skip(hour + 60_000)
    await say('two')
    expect((await textsOf(server, path)).filter((text) => text.startsWith('system'))).toEqual([])
  })

  test('says nothing when it rested for less than an hour', async () => {
    const { path, sessionId } = await spoken('one')
    await server.restart()
    server.clock.skip(hour - 60_000)
    const client = await server.enter(sessionId)
    await client.say('two')
    await client.nextEvent('message_complete')
    expect((await textsOf(server, path)).filter((text) => text.startsWith('system'))).toEqual([])
  })

  test('says so where the agent keeps the transcript, too', async () => {
    Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
    const project = await server.openProject()
    const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
    const sessionId = randomUUID()
    const file = join(folder, `${sessionId}.jsonl`)
    await mkdir(folder, { recursive: true })
    await writeFile(
      file,
      toText([promptLine('p1', null, 'one'), answerLine('a1', 'p1', 'm1', said('first'))])
    )
    const path = `/api/projects/${project.id}/sessions`
    await server.request('POST', path, { sessionId, agent: 'claude' })
    server.agent.onPrompt = (run, { id, text }) => {
      const more = [promptLine(id, 'a1', text), answerLine('a2', id, 'm2', said('second'))]
      void writeFile(file, toText(more), { flag: 'a' }).then(() => answerWith(run, ['second'], 'm2'))
    }
    const client = await server.enter(sessionId)
    await client.say('two')
    await client.nextEvent('message_complete')
    await server.restart()
    expect(await textsOf(server, `${path}/${sessionId}`)).toEqual([
      'user: one',
      'assistant: first',
      'system: resumed',
      'user: two',
      'assistant: second'
    ])
    expect(await readFile(file, 'utf8')).not.toContain('resumed')
  })
})

describe('titles and the archive', () => {
  test('an own title wins over the one the agent gives, until it is taken back', async () => {
    const { path, client } = await spoken('one')
    const run = server.agent.runs.at(-1)
    run?.emit({ type: 'title_changed', title: 'By the agent' })
    await client.nextEvent('session_updated', ({ session }) => session.title === 'By the agent')
    await server.request('PATCH', path, { title: 'Mine' })
    run?.emit({ type: 'title_changed', title: 'By the agent again' })
    expect((await server.get(path)).body).toMatchObject({ title: 'Mine', titleSource: 'own' })
    await server.restart()
    expect((await server.get(path)).body).toMatchObject({ title: 'Mine', titleSource: 'own' })
    await server.request('PATCH', path, { title: null })
    expect((await server.get(path)).body).toMatchObject({ title: 'By the agent again', titleSource: 'agent' })
  })

  test('archived sessions are in a list of their own', async () => {
    const { path, sessionId } = await spoken('one')
    const other = await spoken('two')
    await server.request('PATCH', path, { archived: true })
    const list = path.slice(0, path.lastIndexOf('/'))
    const ids = async (query: string): Promise<string[]> =>
      SessionList.parse((await server.get(`${list}${query}`)).body).sessions.map(({ id }) => id)
    expect([await ids(''), await ids('?archived=false'), await ids('?archived=true')]).toEqual([
      [other.sessionId],
      [other.sessionId],
      [sessionId]
    ])
    expect(await server.get(`${list}?archived=perhaps`)).toEqual({
      status: 400,
      body: refusal('bad_request')
    })
    await server.request('PATCH', path, { archived: false })
    expect(await ids('')).toEqual([sessionId, other.sessionId])
  })
})
