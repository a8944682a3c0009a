import { randomUUID } from 'node:crypto'
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ExportedSession } from '../../electron/export/jsonExport.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { MessagePage } from '../../shared/protocol.ts'
import { ExportPreview, Exported } from '../../shared/steering.ts'
import { answerWith } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

const fixtures = join(import.meta.dirname, '../fixtures/claude-jsonl')
const plain = { maskSecrets: false, maskHome: false }

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
beforeEach(() => {
  server.agent.transcripts = null
})
afterAll(() => server.stop())

interface Sent {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

async function exportOf(path: string, wish: object): Promise<Sent> {
  const response = await fetch(new URL(`${path}/export`, server.url), {
    method: 'POST',
    headers: { Authorization: `Bearer ${server.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(wish)
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

async function exportJson(path: string, wish: object = plain): Promise<ExportedSession> {
  const { status, text } = await exportOf(path, { format: 'json', ...wish })
  expect(status).toBe(200)
  return ExportedSession.parse(JSON.parse(text))
}

async function openRecorded(name: string): Promise<string> {
  server.agent.transcripts = server.claudeTranscripts
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  const { path, sessionId } = await server.openSession()
  await mkdir(folder, { recursive: true })
  await copyFile(join(fixtures, name), join(folder, `${sessionId}.jsonl`))
  return path
}

/** A session in which this was said, and answered. */
async function say(...prompts: string[]): Promise<{ path: string; sessionId: string }> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`You said: ${text}`])
  for (const [turn, prompt] of prompts.entries()) {
    await client.say(prompt)
    await client.nextEvent('message_complete', undefined, turn)
  }
  return { path, sessionId }
}

test('JSON holds the messages a window gets, and what the session used', async () => {
  const path = await openRecorded('tools.jsonl')
  const { messages } = MessagePage.parse((await server.get(`${path}/messages?limit=200`)).body)
  const exported = await exportJson(path)
  expect(exported.messages).toStrictEqual(messages)
  expect(exported).toMatchObject({
    version: 1,
    exportedBy: { name: 'Skein', version: '0.0.0-test' },
    project: { name: 'project', path: server.projectPath },
    session: (await server.get(path)).body,
    usage: (await server.get(`${path}/usage`)).body
  })
})

test.each([
  ['markdown', 'text/markdown; charset=utf-8', 'md', /^# Mine\n/],
  ['html', 'text/html; charset=utf-8', 'html', /^<!doctype html>/],
  ['json', 'application/json; charset=utf-8', 'json', /^\{\n {2}"version": 1,/]
])('%s comes with its type and a name', async (format, type, extension, beginning) => {
  const path = await openRecorded('plain-text.jsonl')
  await server.request('PATCH', path, { title: 'Mine' })
  const { status, headers, text } = await exportOf(path, { format, ...plain })
  expect([status, headers.get('content-type')]).toStrictEqual([200, type])
  expect(headers.get('content-disposition')).toMatch(
    new RegExp(
      `^attachment; filename="Mine [\\d-]{10}\\.${extension}"; filename\\*=UTF-8''Mine%20[\\d-]{10}\\.${extension}$`
    )
  )
  expect(headers.get('content-security-policy')).toContain('sandbox')
  expect(text).toMatch(beginning)
})

test('a long session is exported whole, live or not, oldest first', async () => {
  const prompts = Array.from({ length: 130 }, (_, turn) => `prompt ${turn}`)
  const { path } = await say(...prompts)
  const expected = prompts.flatMap((prompt) => [prompt, `You said: ${prompt}`])
  const texts = ({ messages }: ExportedSession): unknown[] =>
    messages.map(({ content: [block] }) => (block?.type === 'text' ? block.text : block))
  expect(texts(await exportJson(path))).toStrictEqual(expected)
  await server.restart()
  expect(texts(await exportJson(path))).toStrictEqual(expected)
}, 30_000)

test('long results are exported whole', async () => {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const long = 'x'.repeat(100_000)
  server.agent.onPrompt = (run) => {
    const message = { id: randomUUID(), createdAt: new Date().toISOString(), isStreaming: false }
    const content = [{ type: 'tool_result', tool_use_id: 't', content: long, is_error: false } as const]
    run.emit({ type: 'message_added', message: { ...message, role: 'user', content } })
    run.emit({ type: 'turn_ended', outcome: 'done' })
  }
  await client.say('read it')
  await client.nextEvent('message_complete')
  const { messages } = await exportJson(path)
  expect(messages.at(-1)?.content).toStrictEqual([
    { type: 'tool_result', tool_use_id: 't', content: long, is_error: false }
  ])
})

test('an empty session is a document too', async () => {
  const { path } = await server.openSession()
  expect((await exportJson(path)).messages).toStrictEqual([])
  expect((await exportOf(path, { format: 'html', ...plain })).text).toMatch(/<\/html>\n$/)
})

describe('what is to be masked', () => {
  const secret = ['sk-', 'ant-api03-AbCd1234EfGh5678IjKl9012'].join('')
  const prompt = `Use ${secret} in ${homedir()}/app, password: "hunter2"`
  const masked = 'Use [secret] in ~/app, password: "[secret]"'

  test.each(['markdown', 'html', 'json'])('is nowhere in %s', async (format) => {
    const { path } = await say(prompt)
    await server.request('PATCH', path, { title: `About ${secret}` })
    const { text, headers } = await exportOf(path, { format, maskSecrets: true, maskHome: true })
    expect(text).not.toContain(secret)
    expect(text).not.toContain('hunter2')
    expect(text).not.toContain(`${homedir()}/`)
    expect(headers.get('content-disposition')).not.toContain(secret)
    const open = await exportOf(path, { format, ...plain })
    expect([open.text.includes(secret), open.text.includes(`${homedir()}/app`)]).toStrictEqual([true, true])
  })

  test('each by its own choice', async () => {
    const { path } = await say(prompt)
    const said = async (wish: object): Promise<unknown> => (await exportJson(path, wish)).messages[0]?.content
    expect(await said({ maskSecrets: true, maskHome: true })).toStrictEqual([{ type: 'text', text: masked }])
    expect(await said({ maskSecrets: true, maskHome: false })).toStrictEqual([
      { type: 'text', text: masked.replace('~', homedir()) }
    ])
    expect(await said({ maskSecrets: false, maskHome: true })).toStrictEqual([
      { type: 'text', text: prompt.replace(homedir(), '~') }
    ])
    const { session } = await exportJson(path, { maskSecrets: true, maskHome: true })
    expect(session.metadata.firstMessagePreview).toBe(masked)
  })
})

describe('what was masked is told', () => {
  const token = ['ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('')
  const said = `Use ${token}, then ${token}, with password: "hunter2"`
  // Said, and answered with the same words.
  const masked = [
    { kind: 'provider_token', provider: 'GitHub', count: 4 },
    { kind: 'password', count: 2 }
  ]
  const hidden = { maskSecrets: true, maskHome: true }

  test.each(['markdown', 'html', 'json'])('before %s is saved, with the text', async (format) => {
    const { path } = await say(said)
    const { status, body } = await server.request('POST', `${path}/export/preview`, { format, ...hidden })
    const preview = ExportPreview.parse(body)
    expect([status, preview.masked, preview.left]).toStrictEqual([200, masked, 0])
    const text = preview.parts.map((part) => part.text).join('')
    expect(text.replaceAll('\\"', '"')).toContain('Use [secret], then [secret], with password: "[secret]"')
    expect(text).not.toContain(token)
  })

  test('with the file that was written', async () => {
    const { path } = await say(said)
    const file = join(server.folder, 'told.md')
    const { body } = await server.request('POST', `${path}/export`, {
      format: 'markdown',
      ...hidden,
      path: file
    })
    expect(Exported.parse(body).masked).toStrictEqual(masked)
  })

  test('a preview writes nothing, and says nothing was masked when nothing was to be', async () => {
    const { path } = await say(said)
    const file = join(server.folder, 'never.md')
    const wish = { format: 'markdown', ...plain, path: file }
    const { body } = await server.request('POST', `${path}/export/preview`, wish)
    expect(ExportPreview.parse(body).masked).toStrictEqual([])
    await expect(readFile(file)).rejects.toThrow('ENOENT')
  })

  test('to nobody who asks wrongly', async () => {
    const { path } = await say('hi')
    expect(await server.request('POST', `${path}/export/preview`, { format: 'pdf' })).toMatchObject({
      status: 400
    })
  })
})

test('while a text made to be slow is exported, the server answers others', async () => {
  const { path } = await say(`${'token='.repeat(20_000)}\n${'*a_'.repeat(20_000)}`)
  let longest = 0
  let isDone = false
  const exported = exportOf(path, { format: 'html', maskSecrets: true, maskHome: true }).finally(() => {
    isDone = true
  })
  // The server shares this loop: what holds it holds this as well.
  for (let last = performance.now(); !isDone;) {
    await new Promise((resolve) => setTimeout(resolve, 1))
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }
  expect((await exported).status).toBe(200)
  expect(longest).toBeLessThan(500)
})

describe('into a file', () => {
  test('is written where it was asked for, and nowhere else', async () => {
    const { path } = await say('hello')
    const folder = join(server.folder, 'exports')
    await mkdir(folder)
    const file = join(folder, 'mine.json')
    await writeFile(file, 'what was there')
    const { status, body } = await server.request('POST', `${path}/export`, {
      format: 'json',
      ...plain,
      path: file
    })
    const text = await readFile(file, 'utf8')
    expect([status, Exported.parse(body)]).toStrictEqual([
      200,
      { path: file, bytes: Buffer.byteLength(text) }
    ])
    expect(ExportedSession.parse(JSON.parse(text)).messages).toHaveLength(2)
    expect(await readdir(folder)).toStrictEqual(['mine.json'])
  })

  test.each([
    ['mine.md', 'cannot_write'],
    ['../mine.md', 'cannot_write'],
    ['/nowhere/at/all/mine.md', 'cannot_write'],
    ['/', 'cannot_write'],
    ['/a\u0000b', 'cannot_write'],
    ['', 'bad_request']
  ])('%j is refused', async (place, code) => {
    const { path } = await server.openSession()
    const reply = await server.request('POST', `${path}/export`, {
      format: 'markdown',
      ...plain,
      path: place
    })
    expect(reply).toMatchObject({
      status: 400,
      body: { error: { code, message: expect.stringMatching(/\w/) } }
    })
  })
})

test('what makes no sense is refused', async () => {
  const { path, sessionId } = await server.openSession()
  for (const wish of [
    {},
    { format: 'pdf', ...plain },
    { format: 'json' },
    { format: 'json', maskSecrets: 1, maskHome: true }
  ]) {
    expect(await server.request('POST', `${path}/export`, wish)).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_request' } }
    })
  }
  const unknown = path.replace(sessionId, randomUUID())
  expect(await server.request('POST', `${unknown}/export`, { format: 'json', ...plain })).toMatchObject({
    status: 404,
    body: { error: { code: 'session_not_found' } }
  })
})
