/** Going back, other branches, titles: over HTTP and the socket, as a window does it. */
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../electron/clock.ts'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { silentLog } from '../../electron/log.ts'
import { SessionList } from '../../shared/protocol.ts'
import { Branches } from '../../shared/steering.ts'
import { Replica } from './replica.ts'
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

async function branches(path: string): Promise<string[][]> {
  return Branches.parse((await server.get(`${path}/branches`)).body).points.map(({ prompts }) => prompts)
}

const prompts = (): unknown[] =>
  server.agent.runs.flatMap((run) => run.prompts.map(({ text, resumeAt }) => [text, resumeAt]))

describe('a rewind', () => {
  test('goes back to before a prompt, in every window, and on from there', async () => {
    const { path, sessionId, client, ids, say } = await spoken(server, 'one', 'two', 'three')
    const other = await server.enter(sessionId)
    const first = ['user: one', 'assistant: about one']
    expect(await rewind(server, path, ids['two'])).toEqual(first)
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
    const { path, ids, say } = await spoken(server, 'one', 'two')
    await rewind(server, path, ids['two'])
    await say('three')
    await say('four')
    await rewind(server, path, ids['one'])
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
    const { path, sessionId, ids } = await spoken(server, 'one', 'two')
    await rewind(server, path, ids['two'])
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
    const { path, ids, say } = await spoken(server, 'one', 'two', 'three')
    await rewind(server, path, ids['two'])
    await say('other')
    expect(await branches(path)).toEqual([[ids['two'], ids['other']]])
    const whole = ['one', 'two', 'three'].flatMap((text) => [`user: ${text}`, `assistant: about ${text}`])
    expect(await rewind(server, path, ids['two'], 'through')).toEqual(whole)
    await server.restart()
    expect(await textsOf(server, path)).toEqual(whole)
    expect(await rewind(server, path, ids['other'], 'through')).toEqual([
      ...whole.slice(0, 2),
      'user: other',
      'assistant: about other'
    ])
    await rewind(server, path, ids['three'], 'through')
    const client = await server.enter(path.slice(path.lastIndexOf('/') + 1))
    await client.say('four')
    await client.nextEvent('message_complete')
    expect(await textsOf(server, path)).toEqual([...whole, 'user: four', 'assistant: about four'])
    expect(await branches(path)).toEqual([[ids['two'], ids['other']]])
  })

  test('to the very beginning leaves nothing on screen', async () => {
    const { path, ids } = await spoken(server, 'one')
    expect(await rewind(server, path, ids['one'])).toEqual([])
    expect(await textsOf(server, path)).toEqual([])
    await server.restart()
    expect(await textsOf(server, path)).toEqual([])
    expect((await server.get(path)).status).toBe(200)
  })

  test('is refused while a turn runs, and changes nothing', async () => {
    const { path, client, ids } = await spoken(server, 'one')
    server.agent.onPrompt = () => undefined
    await client.say('two')
    const reply = await server.request('POST', `${path}/rewind`, { messageId: ids['one'], place: 'before' })
    expect(reply).toEqual({ status: 409, body: refusal('turn_running') })
    server.agent.runs.at(-1)?.emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 1)
    expect(client.events.some(({ type }) => type === 'history_changed')).toBe(false)
  })

  test('refuses what it does not know', async () => {
    const { path } = await spoken(server, 'one')
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
    const { path, client, ids } = await spoken(server, 'one', 'two')
    server.agent.onPrompt = () => undefined
    await client.say('three')
    const queued = randomUUID()
    await client.say('queued', queued)
    await client.command({ type: 'interrupt' })
    await client.nextEvent('message_complete', ({ outcome }) => outcome === 'interrupted')
    await rewind(server, path, ids['two'])
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
    const { path, ids, say } = await spoken(server, 'one', 'two')
    await rewind(server, path, ids['two'])
    await say('three')
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 6 } })
  })
})

test('the guide goes on from where it was taken back to', async () => {
  await server.stop()
  server = await TestServer.start([createGuideAgent({ clock: systemClock, log: silentLog })])
  const { path, ids, say } = await spoken(server, 'say 3 words', 'say 4 words')
  await rewind(server, path, ids['say 4 words'])
  await say('say 2 words')
  expect((await textsOf(server, path)).filter((text) => text.startsWith('user'))).toEqual([
    'user: say 3 words',
    'user: say 2 words'
  ])
})

describe('titles and the archive', () => {
  test('an own title wins over the one the agent gives, until it is taken back', async () => {
    const { path, client } = await spoken(server, 'one')
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
    const { path, sessionId } = await spoken(server, 'one')
    const other = await spoken(server, 'two')
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
