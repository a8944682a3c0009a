/** A window that was away, came late, or reads too slowly: what it is told. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MessagePage } from '../../shared/protocol.ts'
import { answerWith, beginAnswer, createScriptedAgent, lastRunOf } from './scriptedAgent.ts'
import { Replica } from './replica.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

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

describe('staying in step', () => {
  test('a client that was away is given what it missed, and no more', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('go')
    beginAnswer(lastRun(), 'm')
    await client.nextEvent('stream_output')
    const since = client.cursor
    client.drop()
    lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'missed' })
    const again = await server.enter(sessionId, since)
    await again.nextEvent('stream_output', (event) => 'append' in event && event.append === 'missed')
    expect(again.frames.map(({ type }) => type)).toEqual(['connected', 'event'])
    expect(again.frames[0]).toMatchObject({ epoch: since.epoch, seq: since.seq + 1 })
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await again.nextEvent('message_complete')
  })

  test('a cursor of another epoch, or of the future, is answered by a snapshot', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const { epoch } = client.cursor
    for (const since of [
      { epoch: 'another', seq: 0 },
      { epoch, seq: 99 }
    ]) {
      const other = await server.enter(sessionId, since)
      expect(await other.next((frame) => frame.type === 'snapshot')).toMatchObject({ epoch, seq: 0 })
    }
  })

  test('a page of a live session is as new as its cursor says', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('go')
    beginAnswer(lastRun(), 'm')
    lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'so far' })
    await client.nextEvent('stream_output', undefined, 1)
    const { body } = await server.get(`${path}/messages`)
    expect(body).toMatchObject({
      messages: [
        { role: 'user' },
        { id: 'm', isStreaming: true, content: [{ type: 'text', text: 'so far' }] }
      ],
      live: client.cursor
    })
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')
  })

  test('a running turn is paged back message by message', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['before'], 'm0')
    const first = randomUUID()
    await client.say('first', first)
    await client.nextEvent('message_complete')
    server.agent.onPrompt = (run) => beginAnswer(run, 'm1')
    const second = randomUUID()
    await client.say('second', second)
    const ids: string[] = []
    let query = ''
    for (;;) {
      const page = MessagePage.parse((await server.get(`${path}/messages?limit=1${query}`)).body)
      ids.push(...page.messages.map(({ id }) => id))
      if (page.before === null) break
      query = `&before=${encodeURIComponent(page.before)}`
    }
    expect(ids).toEqual(['m1', second, 'm0', first])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 1)
  })

  test('a reader that stops reading costs little, harms nobody, and is brought up to date', async () => {
    const { sessionId } = await server.openSession()
    const [slow, healthy] = [await server.enter(sessionId), await server.enter(sessionId)]
    await slow.next((frame) => frame.type === 'snapshot')
    await healthy.say('go')
    beginAnswer(lastRun(), 'm')
    slow.pauseReading()
    const piece = 'x'.repeat(64 * 1024)
    for (let index = 0; index < 300; index += 1) {
      lastRun().emit({ type: 'stream_output', messageId: 'm', index: 0, append: piece })
    }
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await healthy.nextEvent('message_complete')
    slow.resumeReading()
    const settled = await slow.next(
      (frame) =>
        (frame.type === 'event' && frame.event.type === 'message_complete') ||
        (frame.type === 'snapshot' && frame.lastTurn !== null)
    )
    expect(['event', 'snapshot']).toContain(settled.type)
    const replica = new Replica()
    for (const frame of slow.frames) replica.take(frame)
    const answer = replica.session?.messages.at(-1)?.content[0]
    expect(answer).toEqual({ type: 'text', text: piece.repeat(300) })
  })
})
