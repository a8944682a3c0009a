/** A disk that takes no more: what was acknowledged is kept until it is written, and what cannot be kept is refused. */
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { SessionSummary } from '../../shared/session.ts'
import { answerWith, lastRunOf } from '../contract/scriptedAgent.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import type { SocketClient } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'
import { BadDisk } from './badDisk.ts'

let server: TestServer
let disk: BadDisk
let sessionId: string
let path: string
let client: SocketClient
beforeEach(async () => {
  server = await TestServer.start()
  disk = await BadDisk.below(server.folder)
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
  ;({ sessionId, path } = await server.openSession())
  client = await server.enter(sessionId)
})
afterEach(async () => {
  disk.heal()
  await server.stop()
  disk.remove()
})

const breaks = {
  full: () => disk.fill(),
  'nearly full': () => disk.fill(100),
  'read only': () => disk.makeReadOnly()
}
const kinds = ['full', 'nearly full', 'read only'] as const

const lastRun = (): ScriptedRun => lastRunOf(server.agent)
/** To a window that is opened now. */
const problemShown = async (): Promise<string | null> => {
  const window = await server.enter(sessionId)
  const snapshot = await window.next((frame) => frame.type === 'snapshot')
  await window.close()
  return snapshot.type === 'snapshot' ? (snapshot.problem?.code ?? null) : 'no snapshot'
}
const journals = (): Promise<string[]> => readdir(join(server.dataDir, 'journals'))
const turn = (text: string): string[] => [`user: ${text}`, `assistant: about ${text}`]

/** A turn whose prompt was acknowledged before the disk broke and whose answer came after. */
async function turnOnBrokenDisk(kind: keyof typeof breaks): Promise<void> {
  server.agent.onPrompt = () => undefined
  expect(await client.say('one')).toMatchObject({ ok: true })
  breaks[kind]()
  answerWith(lastRun(), ['about one'])
  await client.nextEvent('message_complete')
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
}

/** Waits until what waits has been tried again; nothing else happens in the session. */
async function savedAgain(): Promise<void> {
  await vi.waitFor(async () => {
    server.clock.skip(60_000)
    expect(await journals()).toEqual([])
  })
}

describe.each(kinds)('a disk that is %s', (kind) => {
  test('is told, and what it did not take is written by itself when it can be', async () => {
    await turnOnBrokenDisk(kind)
    await client.nextEvent('error')
    expect(await problemShown()).not.toBeNull()
    disk.heal()
    await savedAgain()
    await client.nextEvent('session_updated', ({ problemOver }) => problemOver !== undefined)
    expect(await problemShown()).toBeNull()
    await server.crash()
    expect(await textsOf(server, path)).toEqual(turn('one'))
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 2 } })
  })

  test('costs nothing that was acknowledged when it is well again, two turns follow and Skein is closed', async () => {
    await turnOnBrokenDisk(kind)
    disk.heal()
    for (const [at, text] of ['two', 'three'].entries()) {
      expect(await client.say(text)).toMatchObject({ ok: true })
      await client.nextEvent('message_complete', undefined, at + 1)
    }
    await server.restart()
    expect(await textsOf(server, path)).toEqual(['one', 'two', 'three'].flatMap(turn))
    expect(await journals()).toEqual([])
  })

  test('refuses what it cannot keep: nothing of it runs, is shown or comes back', async () => {
    expect(await client.say('zero')).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
    breaks[kind]()
    expect(await client.say('one'.repeat(200))).toMatchObject({ ok: false, error: { code: 'not_kept' } })
    expect(lastRun().prompts).toHaveLength(1)
    disk.heal()
    await server.crash()
    expect(await textsOf(server, path)).toEqual(turn('zero'))
    const again = await server.enter(sessionId)
    expect(await again.say('one')).toMatchObject({ ok: true })
    await again.nextEvent('message_complete')
    await server.crash()
    expect(await textsOf(server, path)).toEqual(['zero', 'one'].flatMap(turn))
  })

  test('keeps the queue as it was acknowledged, and starts none of it unseen', async () => {
    server.agent.onPrompt = () => undefined
    await client.say('one')
    const [first, second] = [randomUUID(), randomUUID()]
    await client.say('two', first)
    await client.say('three', second)
    breaks[kind]()
    expect(await client.command({ type: 'unqueue_message', messageId: second })).toMatchObject({
      error: { code: 'not_kept' }
    })
    expect(await client.say('four'.repeat(100))).toMatchObject({ error: { code: 'not_kept' } })
    answerWith(lastRun(), ['about one'])
    await client.nextEvent('message_complete')
    await client.nextEvent('error', ({ error }) => error.code === 'queue_not_started')
    expect(lastRun().prompts.map(({ text }) => text)).toEqual(['one'])
    await server.crash(() => Promise.resolve(disk.heal()))
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
      queue: [{ id: first }, { id: second }]
    })
    server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
    expect(await again.command({ type: 'resume_queue' })).toMatchObject({ ok: true })
    await again.nextEvent('message_complete', undefined, 1)
    const texts = await textsOf(server, path)
    expect(texts.filter((text) => text.startsWith('user'))).toEqual(
      ['one', 'two', 'three'].map((text) => `user: ${text}`)
    )
  })

  test('does not make an unwatched session forget what is not saved yet', async () => {
    await turnOnBrokenDisk(kind)
    await client.close()
    for (let minute = 0; minute < 12; minute += 1) server.clock.skip(60_000)
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
      messages: [{ content: [{ text: 'one' }] }, { content: [{ text: 'about one' }] }]
    })
    await again.close()
    disk.heal()
    await savedAgain()
    expect(await textsOf(server, path)).toEqual(turn('one'))
  })
})

test.each([
  ['full', 'is closed'],
  ['full', 'dies'],
  ['nearly full', 'dies']
] as const)(
  'a disk that stays %s while Skein %s and starts again: what the journal holds is shown, written when it can be, and stands once',
  async (kind, end) => {
    await turnOnBrokenDisk(kind)
    await (end === 'dies' ? server.crash() : server.restart())
    expect((await server.get('/api/status')).body).toMatchObject({ problems: [{ code: 'recovery_failed' }] })
    const again = await server.enter(sessionId)
    const snapshot = await again.next(({ type }) => type === 'snapshot')
    expect(snapshot).toMatchObject({ messages: [{ role: 'user', content: [{ text: 'one' }] }, {}] })
    expect(snapshot).toMatchObject({ problem: { code: 'transcript_not_written' } })
    expect(await again.say('two'.repeat(200))).toMatchObject({ error: { code: 'not_kept' } })
    disk.heal()
    await savedAgain()
    expect((await server.get('/api/status')).body).toMatchObject({ problems: [] })
    await server.crash()
    const texts = await textsOf(server, path)
    expect(texts.filter((text) => text === 'user: one')).toHaveLength(1)
    expect(texts.filter((text) => text === 'system: interrupted')).toHaveLength(1)
    expect((await server.get(path)).body).toMatchObject({ metadata: { messageCount: 1 } })
  }
)

test('what is not saved yet goes on being told, whatever is said meanwhile', async () => {
  disk.remove()
  disk = await BadDisk.below(join(server.dataDir, 'transcripts'))
  disk.fill()
  for (const [ended, text] of ['one', 'two'].entries()) {
    await client.say(text)
    await client.nextEvent('message_complete', undefined, ended)
    await vi.waitFor(async () => expect(await problemShown()).toBe('transcript_not_written'))
  }
  disk.heal()
  await savedAgain()
  await vi.waitFor(async () => expect(await problemShown()).toBeNull())
  expect(await textsOf(server, path)).toEqual([...turn('one'), ...turn('two')])
})

test('a queued message runs once, though the journal alone cannot be written when its turn comes', async () => {
  disk.remove()
  disk = await BadDisk.below(join(server.dataDir, 'journals'))
  server.agent.onPrompt = () => undefined
  await client.say('one')
  const queued = randomUUID()
  await client.say('two', queued)
  disk.fill()
  answerWith(lastRun(), ['about one'])
  await client.nextEvent('message_complete')
  const ran = (): string[] => server.agent.runs.flatMap(({ prompts }) => prompts.map(({ text }) => text))
  expect(ran()).toEqual(['one'])
  disk.heal()
  await server.crash()
  const again = await server.enter(sessionId)
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({ queue: [{ id: queued }] })
  expect(await again.command({ type: 'resume_queue' })).toMatchObject({ ok: true })
  await server.crash()
  const last = await server.enter(sessionId)
  expect(await last.next(({ type }) => type === 'snapshot')).toMatchObject({ queue: [] })
  expect(ran()).toEqual(['one', 'two'])
})

test('what the counts were while the disk was full, they are not when it is well again', async () => {
  await turnOnBrokenDisk('full')
  disk.heal()
  await savedAgain()
  const { metadata } = SessionSummary.parse((await server.get(path)).body)
  expect(metadata).toMatchObject({ messageCount: 2, firstMessagePreview: 'one' })
})

describe('a disk that takes everything and cannot flush it', () => {
  test('keeps the journal of a turn that is over until it can', async () => {
    server.agent.onPrompt = () => undefined
    expect(await client.say('one')).toMatchObject({ ok: true })
    disk.failFlushes()
    answerWith(lastRun(), ['about one'])
    await client.nextEvent('message_complete')
    expect(await journals()).toEqual([`${sessionId}.journal`])
    disk.heal()
    await savedAgain()
    await server.crash()
    expect(await textsOf(server, path)).toEqual(turn('one'))
  })

  test('costs and doubles nothing, in that turn or the next, when Skein dies meanwhile', async () => {
    disk.failFlushes()
    for (const [at, text] of ['one', 'two'].entries()) {
      expect(await client.say(text)).toMatchObject({ ok: true })
      await client.nextEvent('message_complete', undefined, at)
    }
    disk.heal()
    await server.crash()
    expect(await textsOf(server, path)).toEqual(['one', 'two'].flatMap(turn))
    expect(await journals()).toEqual([])
  })
})

describe.each(['EIO', 'ENOSPC'] as const)('a journal that is written and cannot be flushed (%s)', (code) => {
  const ran = (): string[] =>
    server.agent.runs.flatMap(({ prompts }) => prompts.map(({ text }) => text)).toSorted()

  test('refuses a prompt: nothing of it runs, is shown or comes back, and the same one runs once when it is well', async () => {
    expect(await client.say('0')).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
    const before = client.frames.length
    disk.failOpenFlushes(code)
    const id = randomUUID()
    expect(await client.say('one', id)).toMatchObject({ ok: false, error: { code: 'not_kept' } })
    expect([ran(), client.frames.slice(before).map(({ type }) => type)]).toEqual([['0'], ['ack']])
    await server.crash()
    expect(await journals()).toEqual([])
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
      messages: [{}, {}],
      queue: []
    })
    expect(await again.say('one', id)).toMatchObject({ error: { code: 'not_kept' } })
    disk.heal()
    expect(await again.say('one', id)).toMatchObject({ ok: true })
    await again.nextEvent('message_complete')
    expect(await again.say('one', id)).toMatchObject({ ok: true })
    await server.crash()
    expect([ran(), await textsOf(server, path)]).toEqual([['0', 'one'], ['0', 'one'].flatMap(turn)])
  })

  test('refuses what changes the queue, keeps it as it was, and lets the turn go on', async () => {
    server.agent.onPrompt = () => undefined
    expect(await client.say('one')).toMatchObject({ ok: true })
    const [first, second] = [randomUUID(), randomUUID()]
    expect(await client.say('two', first)).toMatchObject({ ok: true })
    disk.failOpenFlushes(code)
    expect(await client.say('three', second)).toMatchObject({ error: { code: 'not_kept' } })
    const edit = { type: 'edit_queued', messageId: first, text: 'other' }
    expect(await client.command(edit)).toMatchObject({ error: { code: 'not_kept' } })
    expect(await client.command({ type: 'interrupt' })).toMatchObject({ ok: true })
    const found = async (): Promise<unknown> => {
      const window = await server.enter(sessionId)
      return window.next(({ type }) => type === 'snapshot')
    }
    expect(await found()).toMatchObject({ queue: [{ id: first, text: 'two' }] })
    await server.crash(() => Promise.resolve(disk.heal()))
    expect(await found()).toMatchObject({ queue: [{ id: first, text: 'two' }] })
    const again = await server.enter(sessionId)
    expect(await again.say('three', second)).toMatchObject({ ok: true })
    expect(ran().filter((text) => text === 'three').length).toBeLessThan(2)
  })
})
