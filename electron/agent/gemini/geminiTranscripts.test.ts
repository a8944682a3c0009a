/** Against sessions that Gemini CLI 0.61.0 wrote itself, against a model on this machine (`tests/fixtures/gemini`). */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { geminiTranscripts } from './geminiTranscripts.ts'

const home = join(import.meta.dirname, '../../../tests/fixtures/gemini/.gemini')
const long = SessionId.parse('f7ad1628-6a4b-47da-a4b2-75eea758a585')
const source = geminiTranscripts({ home })
const onUnreadable = (): void => undefined

let scratch: string
let own: ReturnType<typeof geminiTranscripts>
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'skein-gemini-'))
  own = geminiTranscripts({ home: scratch })
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

async function fileOf(sessionId: SessionId): Promise<string> {
  const file = await source.locate({ sessionId, cwd: '' })
  if (file === null) throw new Error('there is no such session')
  return file
}

/** A line for each message: who, and what. */
function told(messages: readonly SessionMessage[]): string[] {
  return messages.map(({ role, notice, content }) => {
    const parts = content.map((block) => {
      switch (block.type) {
        case 'text':
          return block.text.split('\n')[0]
        case 'thinking':
          return `(${block.thinking.split('\n')[0]})`
        case 'tool_use':
          return `${block.name} ${JSON.stringify(block.input)}`
        case 'tool_result':
          return `${block.is_error ? 'failed' : 'done'} ${JSON.stringify(block.content).slice(0, 20)}`
        default:
          return block.type
      }
    })
    return `${notice ?? role}: ${parts.join(' | ')}`
  })
}

async function allOf(file: string, limit = 500): Promise<SessionMessage[]> {
  const messages: SessionMessage[] = []
  let before: string | null = null
  do {
    const page = await source.page(file, { limit, before, onUnreadable })
    messages.unshift(...page.messages)
    before = page.before
  } while (before !== null)
  return messages
}

test('every session is found by what its file says first, and a subagent is none', async () => {
  const listed = new Set<string>()
  for await (const { sessionId, bytes } of source.history.files()) {
    listed.add(sessionId)
    expect(bytes).toBeGreaterThan(0)
  }
  expect(listed.size).toBe(2)
  expect(listed).toContain(long)
  expect(await source.history.folders()).toEqual([join(home, 'tmp/garden')])
  const { sessionOf, placeFor } = source.history
  expect(await sessionOf?.(await fileOf(long))).toBe(long)
  expect(await sessionOf?.(join(home, 'tmp/garden/chats/session-2026-12-01T12-00-00000000.jsonl'))).toBeNull()
  const was = join('/elsewhere', basename(await fileOf(long)))
  expect(await placeFor({ sessionId: long, cwd: '/home/somebody/garden', was })).toBe(await fileOf(long))
  expect(await placeFor({ sessionId: long, cwd: '/home/nobody', was })).toBe(was)
  const aside = await written(header({ kind: 'subagent' }))
  expect(await own.history.sessionOf?.(aside)).toBeNull()
})

test('the head says where it began and what it is called', async () => {
  expect(await source.history.head(await fileOf(long))).toEqual({
    cwd: '/home/somebody/garden',
    projectPath: '/home/somebody/garden',
    origin: 'terminal',
    gitBranch: null,
    startedAt: '2026-12-01T12:00:03.057Z',
    lastAt: '2026-12-01T12:00:41.469Z',
    title: null,
    firstWords: 'Please list the folder for me'
  })
  const words = line({ id: 'a', type: 'user', content: 'Hello' })
  const file = await written(header() + words + line({ $set: { summary: 'A greeting' } }))
  expect(await own.history.head(file)).toBe('no_folder')
  await writeFile(join(dirname(dirname(file)), '.project_root'), '/x')
  expect(await own.history.head(file)).toMatchObject({
    cwd: '/x',
    title: { text: 'A greeting', by: 'agent' },
    firstWords: 'Hello'
  })
  expect(await own.history.head(await written(header()))).toBe('empty')
  expect(await own.history.head(await written(''))).toBe('empty')
})

test('a session is read as it was, each message once though it was written twice', async () => {
  expect(told(await allOf(await fileOf(long)))).toEqual([
    'user: Please list the folder for me',
    'assistant: (**Weighing the question**) | I look at the folder first. | list_directory {"dir_path":".","path":"."}',
    'user: done "Directory listing f',
    'assistant: (**Weighing the question**) | That is done: the otter has seen it.',
    'user: Now write a file',
    'assistant: (**Weighing the question**) | write_file {"file_path":"greeting.txt","content":"Hello there\\n"}',
    'user: done "Successfully create',
    'assistant: (**Weighing the question**) | That is done: the otter has seen it.',
    'user: fail on purpose please',
    'assistant: (**Weighing the question**) | run_shell_command {"command":"ls /nowhere; exit 3","description":"fails"}',
    'user: failed "Output: processes.j',
    'assistant: (**Weighing the question**) | That is done: the otter has seen it.',
    'user: hold the line',
    'info: Request cancelled.',
    'user: and a last question',
    'assistant: (**Weighing the question**) | The answer to call 11 is forty-two.',
    'user: after it',
    'assistant: (**Weighing the question**) | The answer to call 14 is forty-two.'
  ])
})

test.each([1, 3, 7])('pages of %i are the same messages, each once', async (limit) => {
  const file = await fileOf(long)
  expect(await allOf(file, limit)).toEqual(await allOf(file))
})

test('a whole output is found by its call', async () => {
  const id = 'run_shell_command__run_shell_command_1796126417295_0'
  expect(await source.toolResult(await fileOf(long), id)).toMatchObject({ tool_use_id: id, is_error: true })
})

test('tokens are what the messages say, each once, with what subagents used', async () => {
  const file = await fileOf(long)
  const account = await source.count([file], null)
  expect(account?.metadata).toMatchObject({ totalTokens: 9133, messageCount: 14 })
  const half = await written(await readFile(file))
  const text = await readFile(file, 'utf8')
  await writeFile(half, `${text.split('\n').slice(0, 6).join('\n')}\n`)
  const before = await source.count([half], null)
  await writeFile(half, text)
  expect((await source.count([half], before?.checkpoint ?? null))?.metadata).toEqual(account?.metadata)
  const aside = join(dirname(half), long, 'a-task.jsonl')
  await mkdir(dirname(aside), { recursive: true })
  const tokens = { input: 10, output: 2, cached: 4, thoughts: 1, tool: 0, total: 13 }
  await writeFile(aside, line({ id: 'b', type: 'gemini', content: 'Yes', model: 'm', tokens }))
  expect((await source.count([half], null))?.metadata).toMatchObject({ totalTokens: 9146, messageCount: 14 })
  expect(await source.history.beside(half)).toMatchObject([{ file: aside, kind: 'other' }])
  await rm(dirname(aside), { recursive: true })
})

test('what was put into a message is not what was typed, and what nobody knows is shown as it is', async () => {
  const file = await written(
    line({
      id: 'a',
      type: 'user',
      content: [{ text: 'Read @x\n--- all of x ---' }],
      displayContent: [{ text: 'Read @x' }]
    }) +
      line({ id: 'b', type: 'user', content: [{ inlineData: { mimeType: 'image/png', data: 'AAAA' } }] }) +
      line({ id: 'c', type: 'error', content: 'It broke' }) +
      line({ id: 'd', type: 'a_kind_to_come' }) +
      line({ $rewindTo: 'b' }) +
      line({ of: 'sheep' })
  )
  expect(told(await allOf(file))).toEqual([
    'user: Read @x',
    'user: image',
    'failed: It broke',
    'system: unknown'
  ])
})

test('whatever is torn away or put between lines, the whole lines are read and nothing throws', async () => {
  const file = await fileOf(long)
  const text = await readFile(file)
  const known = new Set((await allOf(file)).map(({ id }) => id))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.nat(text.length),
      fc.constantFrom('', '\n', '{"id":"', '\0\0\0', '[]\n', '"x"\n', '{"$set":null}\n', '{"type":"user"}\n'),
      async (at, to, between) => {
        const [from, end] = [Math.min(at, to), Math.max(at, to)]
        const torn = await written(
          Buffer.concat([text.subarray(0, from), Buffer.from(between), text.subarray(end)])
        )
        for (const { id } of await allOf(torn, 5)) expect(known).toContain(id)
        await source.count([torn], null)
        await own.history.head(torn)
      }
    ),
    { numRuns: 60 }
  )
})

function header(more: object = {}): string {
  return line({ sessionId: long, startTime: '2026-01-02T03:04:05.678Z', kind: 'main', ...more })
}

function line(record: object): string {
  return `${JSON.stringify(record)}\n`
}

let made = 0
async function written(text: string | Buffer): Promise<string> {
  made += 1
  const folder = join(scratch, 'tmp', `folder-${made}`, 'chats')
  const file = join(folder, `session-2026-01-02T03-04-${long.slice(0, 8)}.jsonl`)
  await mkdir(folder, { recursive: true })
  await writeFile(file, text)
  return file
}
