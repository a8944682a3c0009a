/** Another program removes, exchanges or cuts what a session writes to, while it is open: what is acknowledged after it holds. */
import { cp, readFile, readdir, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Status } from '../../shared/protocol.ts'
import { answerWith, beginAnswer } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import type { SocketClient } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

/** As a backup does it that is put back: the same bytes in another file. */
async function exchange(path: string): Promise<void> {
  await cp(path, `${path}-copy`, { recursive: true })
  await rm(path, { recursive: true })
  await rename(`${path}-copy`, path)
}

test.each<[string, (journals: string, file: string) => Promise<void>]>([
  ['removed', (_journals, file) => rm(file)],
  ['cut off', (_journals, file) => truncate(file, 100)],
  ['exchanged with its folder', (journals) => exchange(journals)],
  ['removed with its folder', (journals) => rm(journals, { recursive: true })]
])('a journal that is %s: the queue is kept, and the turn', async (_how, damage) => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  await client.say('first')
  const journals = join(server.dataDir, 'journals')
  await damage(journals, join(journals, `${sessionId}.journal`))
  expect(await client.say('second')).toMatchObject({ ok: true })
  await server.crash()
  const again = await server.enter(sessionId)
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
    queue: [{ text: 'first' }, { text: 'second' }]
  })
  expect(await textsOf(server, path)).toEqual(['user: go', 'system: interrupted'])
})

test('a database that is removed is put back: nothing is lost, of before or after', async () => {
  const { sessionId, path } = await server.openSession()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run) => answerWith(run, ['an answer'])
  await client.say('go')
  await client.nextEvent('message_complete')
  await client.close()
  await server.request('PATCH', path, { title: 'Before' })
  await rm(join(server.dataDir, 'skein.db'))
  expect((await server.get(path)).body).toMatchObject({ title: 'Before', metadata: { messageCount: 2 } })
  expect(await server.request('PATCH', path, { title: 'After' })).toMatchObject({ status: 200 })
  await server.crash()
  expect((await server.get(path)).body).toMatchObject({ title: 'After', metadata: { messageCount: 2 } })
  expect(Status.parse((await server.get('/api/status')).body).problems).toEqual([])
  expect((await readdir(server.dataDir)).filter((name) => name.startsWith('skein.db.'))).toEqual([])
})

const shown = [{ content: [{ text: 'one' }] }, { content: [{ text: 'about one' }] }]

describe.each<[string, (file: string) => Promise<void>]>([
  ['deleted', (file) => rm(file)],
  ['emptied', (file) => truncate(file)]
])('a transcript that is %s while its session is open', (_how, remove) => {
  async function begun(): Promise<{ sessionId: string; path: string; file: string; client: SocketClient }> {
    const { sessionId, path } = await server.openSession()
    server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
    const client = await server.enter(sessionId)
    await client.say('one')
    await client.nextEvent('message_complete')
    return { sessionId, path, client, file: join(server.dataDir, 'transcripts', `${sessionId}.jsonl`) }
  }

  test('is told at the end of the next turn, which is kept, and what is shown stays', async () => {
    const { sessionId, path, file, client } = await begun()
    await remove(file)
    expect(await client.say('two')).toMatchObject({ ok: true })
    expect(await client.nextEvent('error')).toMatchObject({ error: { code: 'transcript_gone' } })
    await client.nextEvent('message_complete', undefined, 1)
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
      messages: [...shown, { content: [{ text: 'two' }] }, { content: [{ text: 'about two' }] }]
    })
    await client.say('three')
    await client.nextEvent('message_complete', undefined, 2)
    expect(client.events.filter(({ type }) => type === 'error')).toHaveLength(1)
    await server.crash()
    expect(await textsOf(server, path)).toEqual(
      ['two', 'three'].flatMap((text) => [`user: ${text}`, `assistant: about ${text}`])
    )
  })

  test('in the middle of a turn takes nothing of that turn with it', async () => {
    const { path, file, client } = await begun()
    server.agent.onPrompt = (run) => beginAnswer(run, 'm')
    await client.say('two')
    await vi.waitFor(async () => expect(await readFile(file, 'utf8')).toContain('"two"'))
    await remove(file)
    const run = server.agent.runs.at(-1)
    run?.emit({ type: 'stream_output', messageId: 'm', index: 0, append: 'about two' })
    run?.emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete', undefined, 1)
    await server.crash()
    expect(await textsOf(server, path)).toEqual(['user: two', 'assistant: about two'])
  })

  test('is told to a window that comes, and the messages are there', async () => {
    const { sessionId, file } = await begun()
    await remove(file)
    const again = await server.enter(sessionId)
    expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({ messages: shown })
    await vi.waitFor(async () => {
      const third = await server.enter(sessionId)
      const snapshot = await third.next(({ type }) => type === 'snapshot')
      expect(snapshot).toMatchObject({ messages: shown, problem: { code: 'transcript_gone' } })
    })
  })
})
