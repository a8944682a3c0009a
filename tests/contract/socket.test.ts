import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { SessionSummary } from '../../shared/session.ts'
import { NoticeFrame } from '../../shared/protocol.ts'
import { answerWith, createScriptedAgent, lastRunOf } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { textOf } from './socketClient.ts'
import { TestServer } from './testServer.ts'
import { sampleRequest as request } from '../support/sampleSession.ts'

let server: TestServer

beforeAll(async () => {
  server = await TestServer.start()
})

afterAll(() => server.stop())

beforeEach(() => {
  const { onPrompt, onInterrupt, onAnswer } = createScriptedAgent()
  Object.assign(server.agent, { onPrompt, onInterrupt, onAnswer })
})

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

describe('coming in', () => {
  test('the first frame must authenticate, with the token, to a session there is', async () => {
    const { sessionId } = await server.openSession()
    const cases: [unknown, number][] = [
      ['no json', 4401],
      [{ type: 'ping' }, 4401],
      [{ type: 'authenticate', sessionId }, 4401],
      [{ type: 'authenticate', token: 'wrong', sessionId: 'x' }, 4401],
      [{ type: 'authenticate', token: 'wrong', sessionId }, 4401],
      [{ type: 'authenticate', token: server.token, sessionId: 'x' }, 4400],
      [{ type: 'authenticate', token: server.token, sessionId: randomUUID() }, 4404]
    ]
    for (const [frame, code] of cases) {
      const client = await server.client().open()
      client.send(frame)
      expect([frame, (await client.closed).code]).toEqual([frame, code])
      expect(client.frames).toEqual([])
    }
  })

  test('a foreign page and a foreign name are closed with 4403', async () => {
    const foreign = [
      ['Origin', 'https://evil.example'],
      ['Origin', 'null'],
      ['Host', 'evil.example']
    ] as const
    for (const [name, value] of foreign) {
      const client = server.client('/ws/session', { [name]: value })
      expect(await client.closed).toMatchObject({ code: 4403 })
    }
  })

  test('a socket that says nothing is closed after two seconds', async () => {
    const client = await server.client().open()
    expect(await client.closed).toMatchObject({ code: 4408 })
  })

  test('a frame over 32 MB is refused', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    client.send({ type: 'send_message', id: randomUUID(), text: 'x'.repeat(33 * 1024 * 1024), config: {} })
    expect(await client.closed).toMatchObject({ code: 1009 })
  })

  test('connected comes first, then the whole session', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    const summary = SessionSummary.parse((await server.get(path)).body)
    await client.next((frame) => frame.type === 'snapshot')
    const epoch = client.cursor.epoch
    expect(client.frames).toEqual([
      { type: 'connected', sessionId, timestamp: expect.any(String), epoch, seq: 0 },
      {
        type: 'snapshot',
        epoch,
        seq: 0,
        session: summary,
        messages: [],
        queue: [],
        permissions: [],
        before: null,
        lastTurn: null,
        problem: null
      }
    ])
  })

  test('frames sent in the same breath as the authentication are not lost', async () => {
    const { sessionId } = await server.openSession()
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    const client = await server.client().open()
    client.send({ type: 'authenticate', token: server.token, sessionId })
    await client.say('early')
    expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'done' })
  })

  test('ping is answered', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    client.send({ type: 'ping' })
    expect(await client.next((frame) => frame.type === 'pong')).toEqual({ type: 'pong' })
  })

  test('a command that is not understood is told which part of it', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const wrong = [
      {
        type: 'send_message',
        text: 'x',
        attachments: [{ type: 'image', mediaType: 'image/tiff', data: '' }]
      },
      { type: 'answer_permission', requestId: 'r', answer: { behavior: 'maybe' } },
      { type: 'set_permission_mode', permissionMode: 7 }
    ]
    const paths = ['attachments[0].mediaType: ', 'answer.behavior: ', 'permissionMode: ']
    for (const [index, command] of wrong.entries()) {
      const ack = await client.command(command)
      expect(ack).toMatchObject({ ok: false, error: { code: 'bad_frame' } })
      expect('error' in ack && ack.error.message).toContain(`not understood: ${paths[index]}`)
    }
  })

  test('a frame that is not understood changes nothing and is answered', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const id = randomUUID()
    client.send('{"type":')
    client.send({ type: 'launch', id })
    client.send({ type: 'send_message', id: 'no uuid', text: 'x', config: {} })
    client.send({ type: 'send_message', id: randomUUID(), text: 3, config: {} })
    await client.next((frame) => frame.type === 'ack' && frame.id === 'no uuid')
    await client.next((frame) => frame.type === 'ack', 2)
    const answers = client.frames.filter(({ type }) => type === 'ack' || type === 'error')
    expect(answers).toHaveLength(4)
    expect(answers.every((frame) => 'error' in frame && frame.error.code === 'bad_frame')).toBe(true)
    expect(client.events).toEqual([])
  })
})

describe('a turn', () => {
  test('goes from the echo to the account, in order', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['Hel', 'lo'], 'msg_1')
    const id = randomUUID()
    expect(await client.say('Hi', id)).toEqual({ type: 'ack', id, ok: true })
    await client.nextEvent('message_complete')
    expect(client.events.map(({ type }) => type)).toEqual([
      'message_added',
      'session_updated',
      'message_added',
      'stream_output',
      'stream_output',
      'stream_output',
      'message_complete'
    ])
    expect(client.events[0]).toMatchObject({
      message: { id, role: 'user', content: [{ type: 'text', text: 'Hi' }] }
    })
    const metadata = {
      totalTokens: 0,
      messageCount: 2,
      lastMessageAt: expect.any(String),
      firstMessagePreview: 'Hi'
    }
    expect(client.events.at(-1)).toEqual({ type: 'message_complete', turnId: id, outcome: 'done', metadata })
    expect((await server.get(path)).body).toMatchObject({ state: 'idle', metadata })
    const seqs = client.frames.flatMap((frame) => (frame.type === 'event' ? [frame.seq] : []))
    expect(seqs).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('the same message sent twice runs once, and is acknowledged twice', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['once'])
    const id = randomUUID()
    expect(await client.say('Hi', id)).toMatchObject({ ok: true })
    expect(await client.say('Hi', id)).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
    expect(await client.say('Hi', id)).toMatchObject({ ok: true })
    expect(lastRun().prompts.map((prompt) => prompt.id)).toEqual([id])
  })

  test('a second message waits in the queue and runs after the first', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()]
    await client.say('one', first)
    await client.say('two', second)
    await client.say('three', third)
    expect(lastRun().prompts.map(({ text }) => text)).toEqual(['one'])
    expect(await client.command({ type: 'unqueue_message', messageId: second })).toMatchObject({ ok: true })
    answerWith(lastRun(), ['done'])
    await client.nextEvent('message_complete')
    await client.nextEvent('queue_changed', ({ queue }) => queue.length === 0)
    expect(lastRun().prompts.map(({ text }) => text)).toEqual(['one', 'three'])
    answerWith(lastRun(), ['done'])
    await client.nextEvent('message_complete', undefined, 1)
  })

  test('an interrupted turn leaves the queue waiting', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('one')
    await client.say('two')
    expect(await client.command({ type: 'interrupt' })).toMatchObject({ ok: true })
    expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'interrupted' })
    const other = await server.enter(sessionId)
    expect(await other.next((frame) => frame.type === 'snapshot')).toMatchObject({
      session: { state: 'idle' },
      queue: [{ text: 'two' }],
      lastTurn: { outcome: 'interrupted' }
    })
    expect(lastRun().prompts).toHaveLength(1)
  })

  test('a failed turn is state: code, sentence, and the session goes on', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const error = { code: 'rate_limit', message: 'Wait a minute.' }
    server.agent.onPrompt = (run) => run.emit({ type: 'turn_ended', outcome: 'failed', error })
    await client.say('one')
    expect(await client.nextEvent('message_complete')).toMatchObject({ outcome: 'failed', error })
    server.agent.onPrompt = (run) => answerWith(run, ['fine'])
    await client.say('two')
    expect(await client.nextEvent('message_complete', undefined, 1)).toMatchObject({ outcome: 'done' })
  })

  test('a first turn that fails at once is counted all the same', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const error = { code: 'no_account', message: 'Log in first.' }
    server.agent.onPrompt = (run) => run.emit({ type: 'turn_ended', outcome: 'failed', error })
    await client.say('go')
    expect(await client.nextEvent('message_complete')).toMatchObject({
      metadata: { messageCount: 1, firstMessagePreview: 'go' }
    })
  })

  test('output of the agent that is malformed does not reach a window', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('one')
    const run = lastRun()
    run.emit({ type: 'stream_output', messageId: '', index: -1, append: 'x' })
    answerWith(run, ['ok'])
    await client.nextEvent('message_complete')
    expect(client.frames.filter(({ type }) => type === 'event')).toHaveLength(6)
  })
})

test('lists are told of what changes', async () => {
  const notices: NoticeFrame[] = []
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/notices`)
  const arrived = (fits: (frame: NoticeFrame) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!notices.some(fits)) return
        socket.off('message', look)
        resolve()
      }
      socket.on('message', look)
      look()
    })
  socket.on('message', (data) => notices.push(NoticeFrame.parse(JSON.parse(textOf(data)))))
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'authenticate', token: server.token }))
  await arrived(({ type }) => type === 'connected')
  const { sessionId, path } = await server.openSession()
  await arrived((frame) => frame.type === 'session_changed' && frame.session.id === sessionId)
  const client = await server.enter(sessionId)
  await client.say('go')
  lastRun().emit({
    type: 'permission_requested',
    request: { ...request, input: { command: 'never allowed' } }
  })
  await arrived((frame) => frame.type === 'session_changed' && frame.openPermissions === 1)
  await server.request('DELETE', path)
  await arrived((frame) => frame.type === 'session_removed' && frame.sessionId === sessionId)
  expect(notices[0]).toMatchObject({ type: 'connected' })
  socket.terminate()
})
