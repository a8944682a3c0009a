/** The queue, and what is sent along: over the socket, as a window sees it. */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Attachment, ContentBlock } from '../../shared/session.ts'
import { answerWith, lastRunOf } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { pagesOf } from './sessionTexts.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const lastRun = (): ScriptedRun => lastRunOf(server.agent)
const prompted = (): string[] => lastRun().prompts.map(({ text }) => text)

/** A session with a turn that runs, and these messages waiting behind it. */
async function waiting(...texts: string[]): Promise<{
  client: SocketClient
  sessionId: string
  path: string
  ids: string[]
}> {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('running')
  const ids = texts.map(() => randomUUID())
  for (const [index, text] of texts.entries()) await client.say(text, ids[index])
  return { client, sessionId, path, ids }
}

async function queueOf(sessionId: string): Promise<unknown[]> {
  const client = await server.enter(sessionId)
  const snapshot = await client.next((frame) => frame.type === 'snapshot')
  client.drop()
  return snapshot.type === 'snapshot' ? snapshot.queue : []
}

describe('the queue', () => {
  test('can be edited, put in another order and shortened, in every window', async () => {
    const { client, sessionId, ids } = await waiting('one', 'two', 'three')
    const [one = '', two = '', three = ''] = ids
    await client.command({ type: 'edit_queued', messageId: two, text: 'two and a half' })
    await client.command({ type: 'move_queued', messageId: three, before: one })
    await client.command({ type: 'unqueue_message', messageId: one })
    expect(await queueOf(sessionId)).toEqual([
      { id: three, text: 'three' },
      { id: two, text: 'two and a half' }
    ])
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 2)
    expect(prompted()).toEqual(['running', 'three', 'two and a half'])
  })

  test('what is gone from it is refused, and nothing changes', async () => {
    const { client, sessionId, ids } = await waiting('one')
    const late = [
      { type: 'edit_queued', messageId: randomUUID(), text: 'x' },
      { type: 'move_queued', messageId: randomUUID(), before: null },
      { type: 'move_queued', messageId: ids[0], before: randomUUID() },
      { type: 'unqueue_message', messageId: randomUUID() }
    ]
    for (const command of late) {
      expect(await client.command(command)).toMatchObject({ ok: false, error: { code: 'not_queued' } })
    }
    expect(await queueOf(sessionId)).toEqual([{ id: ids[0], text: 'one' }])
  })

  test('goes on after a stopped turn when a person says so', async () => {
    const { client, ids } = await waiting('one', 'two')
    await client.command({ type: 'interrupt' })
    await client.nextEvent('message_complete', ({ outcome }) => outcome === 'interrupted')
    expect(prompted()).toEqual(['running'])
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    expect(await client.command({ type: 'resume_queue' })).toMatchObject({ ok: true })
    await client.nextEvent('message_complete', undefined, 2)
    expect(
      lastRun()
        .prompts.slice(1)
        .map(({ id }) => id)
    ).toEqual(ids)
    expect(await client.command({ type: 'resume_queue' })).toMatchObject({ ok: true })
    expect(prompted()).toHaveLength(3)
  })
})

describe('interrupt and send', () => {
  const now = (client: SocketClient, id = randomUUID()): ReturnType<SocketClient['command']> =>
    client.command({ type: 'send_message', id, text: 'now', config: {}, interrupt: true })

  test.each([
    ['is stopped', { type: 'turn_ended', outcome: 'interrupted' }],
    ['is done before it could be stopped', { type: 'turn_ended', outcome: 'done' }],
    ['fails', { type: 'turn_ended', outcome: 'failed', error: { code: 'x', message: 'x' } }]
  ] as const)('is sent as soon as the turn %s, before what is queued', async (_, ended) => {
    const { client, sessionId, ids } = await waiting('one')
    server.agent.onInterrupt = () => undefined
    const id = randomUUID()
    expect(await now(client, id)).toEqual({ type: 'ack', id, ok: true })
    expect(lastRun().interrupts).toBe(1)
    expect(await queueOf(sessionId)).toEqual([
      { id, text: 'now', urgent: true },
      { id: ids[0], text: 'one' }
    ])
    lastRun().emit(ended)
    await client.nextEvent('message_added', ({ message }) => message.id === id)
    expect(prompted()).toEqual(['running', 'now'])
    expect(await queueOf(sessionId)).toEqual([{ id: ids[0], text: 'one' }])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('queue_changed', ({ queue }) => queue.length === 0)
    expect(prompted()).toEqual(['running', 'now', 'one'])
  })

  test('in a session where nothing runs is any send', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    await now(client)
    await client.nextEvent('message_complete')
    expect([prompted(), lastRun().interrupts]).toEqual([['now'], 0])
  })

  test('waits for a person when the server is closed meanwhile', async () => {
    const { client, sessionId } = await waiting()
    server.agent.onInterrupt = () => undefined
    const id = randomUUID()
    await now(client, id)
    await server.restart()
    expect(prompted()).toEqual(['running'])
    expect(await queueOf(sessionId)).toEqual([{ id, text: 'now' }])
  })
})

const large = 'A'.repeat(40_000)
const attachments: Attachment[] = [
  { type: 'image', mediaType: 'image/png', data: large, name: 'a.png' },
  { type: 'text', name: 'a.txt', text: large },
  { type: 'pdf', name: 'a.pdf', data: large }
]
const named: Attachment[] = [
  { type: 'image', mediaType: 'image/png', data: '', name: 'a.png' },
  { type: 'text', name: 'a.txt', text: '' },
  { type: 'pdf', name: 'a.pdf', data: '' }
]
/** As pages and events show them. */
const shown: ContentBlock[] = [
  { type: 'text', text: 'look' },
  { type: 'image', source: { type: 'base64', media_type: 'image/png', data: large } },
  {
    type: 'document',
    title: 'a.txt',
    source: { type: 'text', media_type: 'text/plain', data: large.slice(0, 16 * 1024) },
    truncated: { bytes: 40_000 }
  },
  { type: 'document', title: 'a.pdf', source: { type: 'base64', media_type: 'application/pdf', data: large } }
]
const look = (id: string): object => ({ type: 'send_message', id, text: 'look', attachments, config: {} })

describe('what is attached', () => {
  test('to a queued message is told by name, and sent whole', async () => {
    const { client, sessionId, path } = await waiting()
    const id = randomUUID()
    await client.command({ ...look(id), type: 'send_message' })
    await client.command({ type: 'edit_queued', messageId: id, text: 'look' })
    expect(await queueOf(sessionId)).toEqual([{ id, text: 'look', attachments: named }])
    const told = client.events.filter(({ type }) => type === 'queue_changed')
    expect(told.filter((event) => JSON.stringify(event).length > 1_000)).toEqual([])
    expect(told).toHaveLength(2)
    const journal = await readFile(join(server.dataDir, 'journals', `${sessionId}.journal`), 'utf8')
    expect(journal.split(large)).toHaveLength(attachments.length + 1)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 1)
    expect(lastRun().prompts.at(-1)).toEqual({ id, text: 'look', attachments })
    expect((await pagesOf(server, path))[1]?.content).toEqual(shown)
  })

  test('outlives two crashes while it waits', async () => {
    const { client, sessionId } = await waiting('first')
    const id = randomUUID()
    await client.command({ ...look(id), type: 'send_message' })
    await client.command({ type: 'move_queued', messageId: id, before: null })
    await server.crash()
    await server.crash()
    const again = await server.enter(sessionId)
    await again.command({ type: 'edit_queued', messageId: id, text: 'look again' })
    await server.crash()
    const last = await server.enter(sessionId)
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    await last.command({ type: 'resume_queue' })
    await last.nextEvent('message_complete', undefined, 1)
    expect(lastRun().prompts.at(-1)).toEqual({ id, text: 'look again', attachments })
  })

  test('is shown by its beginning and kept whole, whatever happens', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    const id = randomUUID()
    await client.command({ ...look(id), type: 'send_message' })
    expect(await client.nextEvent('message_added')).toMatchObject({ message: { content: shown } })
    await server.crash()
    expect((await pagesOf(server, path))[0]?.content).toEqual(shown)
    const transcript = await readFile(join(server.dataDir, 'transcripts', `${sessionId}.jsonl`), 'utf8')
    expect(transcript.split(large)).toHaveLength(attachments.length + 1)
  })

  test('to a prompt that never reached an agent with a transcript of its own is kept as well', async () => {
    Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
    const { sessionId, path } = await server.openSession({ agent: 'claude' })
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run) =>
      run.emit({ type: 'turn_ended', outcome: 'failed', error: { code: 'x', message: 'x' } })
    await client.command({ ...look(randomUUID()), type: 'send_message' })
    await client.nextEvent('message_complete')
    await server.restart()
    expect((await pagesOf(server, path))[0]?.content).toEqual(shown)
    const supplement = await readFile(join(server.dataDir, 'supplements', `${sessionId}.jsonl`), 'utf8')
    expect(supplement.split(large)).toHaveLength(attachments.length + 1)
  })
})
