import { randomUUID } from 'node:crypto'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { FindResult } from '../../shared/find.ts'
import { MessagePage } from '../../shared/protocol.ts'
import { answerWith, beginAnswer } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

const fixtures = join(import.meta.dirname, '../fixtures/claude-jsonl')

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
beforeEach(() => {
  server.agent.transcripts = null
})
afterAll(() => server.stop())

async function find(path: string, query: string, limit?: number): Promise<FindResult> {
  const rest = limit === undefined ? '' : `&limit=${limit}`
  const { status, body } = await server.get(`${path}/find?query=${encodeURIComponent(query)}${rest}`)
  expect(status).toBe(200)
  return FindResult.parse(body)
}

/** The blocks that hits stand in, from the pages a window gets. */
async function textsAt(path: string, { hits }: FindResult): Promise<unknown[]> {
  const { messages } = MessagePage.parse((await server.get(`${path}/messages?limit=200`)).body)
  return hits.map(
    ({ messageId, blockIndex }) => messages.find(({ id }) => id === messageId)?.content[blockIndex]
  )
}

test('a recorded session that nobody has open is found in, with what its subagent did', async () => {
  server.agent.transcripts = server.claudeTranscripts
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  const { path, sessionId } = await server.openSession()
  await mkdir(join(folder, sessionId, 'subagents'), { recursive: true })
  await copyFile(join(fixtures, 'subagent.jsonl'), join(folder, `${sessionId}.jsonl`))
  const subagent = join(folder, sessionId, 'subagents', 'agent-1')
  await copyFile(join(fixtures, 'subagent.sidechain.jsonl'), `${subagent}.jsonl`)
  const result = await find(path, 'ALPHA')
  const { messages } = MessagePage.parse((await server.get(`${path}/messages`)).body)
  expect(result.total).toBeGreaterThan(0)
  expect(result.hits.length).toBe(result.total)
  for (const { messageId, snippet, start, end } of result.hits) {
    expect(messages.map(({ id }) => id)).toContain(messageId)
    expect(snippet.slice(start, end).toLowerCase()).toBe('alpha')
  }
  expect(await find(path, 'zebra')).toStrictEqual({ hits: [], total: 0 })
})

test('everything a live session has said so far is found, the whole of a long result too', async () => {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const long = `${'filler '.repeat(5_000)}needle in a haystack`
  server.agent.onPrompt = (run) => {
    run.emit({
      type: 'message_added',
      message: {
        id: 'msg_tool',
        role: 'assistant',
        content: [{ type: 'tool_use', id: 'toolu_1', name: 'Read', input: { file_path: 'needle.txt' } }],
        createdAt: new Date().toISOString(),
        isStreaming: false
      }
    })
    run.emit({
      type: 'message_added',
      message: {
        id: 'msg_result',
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: long, is_error: false }],
        createdAt: new Date().toISOString(),
        isStreaming: false
      }
    })
    answerWith(run, ['No need', 'le here.'], 'msg_answer')
  }
  await client.say('find the Needle')
  await client.nextEvent('message_complete')

  server.agent.onPrompt = (run) => {
    beginAnswer(run, 'msg_open')
    run.emit({ type: 'stream_output', messageId: 'msg_open', index: 0, append: 'One more needle' })
  }
  await client.say('again')
  await client.next(
    (frame) =>
      frame.type === 'event' &&
      frame.event.type === 'stream_output' &&
      'append' in frame.event &&
      frame.event.messageId === 'msg_open'
  )

  const result = await find(path, 'needle')
  expect(result).toStrictEqual({
    total: 5,
    hits: [
      {
        messageId: expect.any(String),
        blockIndex: 0,
        occurrence: 0,
        snippet: 'find the Needle',
        start: 9,
        end: 15
      },
      { messageId: 'msg_tool', blockIndex: 0, occurrence: 0, snippet: 'needle.txt', start: 0, end: 6 },
      {
        messageId: 'msg_result',
        blockIndex: 0,
        occurrence: 0,
        snippet: long.slice(-200),
        start: 200 - 'needle in a haystack'.length,
        end: 200 - ' in a haystack'.length
      },
      { messageId: 'msg_answer', blockIndex: 0, occurrence: 0, snippet: 'No needle here.', start: 3, end: 9 },
      { messageId: 'msg_open', blockIndex: 0, occurrence: 0, snippet: 'One more needle', start: 9, end: 15 }
    ]
  })
  expect(await textsAt(path, result)).not.toContain(undefined)
  expect((await find(path, 'needle', 2)).hits).toStrictEqual(result.hits.slice(-2))

  await server.restart()
  const again = await find(path, 'needle')
  expect(again.hits.slice(0, 4)).toStrictEqual(result.hits.slice(0, 4))
})

test('what makes no sense is refused', async () => {
  const { path, sessionId } = await server.openSession()
  expect(await find(path, 'anything')).toStrictEqual({ hits: [], total: 0 })
  for (const query of [
    '',
    '?query=',
    `?query=${'x'.repeat(501)}`,
    '?query=x&limit=0',
    '?query=x&limit=1001'
  ]) {
    const { status, body } = await server.get(`${path}/find${query}`)
    expect([query.slice(0, 20), status, body]).toMatchObject([
      query.slice(0, 20),
      400,
      { error: { code: 'bad_request' } }
    ])
  }
  expect(await server.get(`${path.replace(sessionId, randomUUID())}/find?query=x`)).toMatchObject({
    status: 404,
    body: { error: { code: 'session_not_found' } }
  })
})
