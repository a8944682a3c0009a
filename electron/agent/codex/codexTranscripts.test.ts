/** Against sessions that codex-cli 0.171.0 wrote itself, against a model on this machine (`tests/fixtures/codex`). */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { codexTranscripts } from './codexTranscripts.ts'

const home = join(import.meta.dirname, '../../../tests/fixtures/codex')
const inTerminal = SessionId.parse('01a23171-0aec-7213-bd1b-dc3061305d69')
const byScript = SessionId.parse('01a23170-754b-7202-b270-336cb6eb699c')
const source = codexTranscripts({ home })
const onUnreadable = (): void => undefined

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'skein-codex-'))
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
          return `${block.is_error ? 'failed' : 'done'} ${JSON.stringify(block.content).slice(-12)}`
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

test('every session is found by its name, and nothing else', async () => {
  const listed = new Set<SessionId>()
  for await (const { file, sessionId, bytes } of source.history.files()) {
    listed.add(sessionId)
    expect([basename(file).endsWith(`${sessionId}.jsonl`), bytes > 0]).toEqual([true, true])
  }
  expect(listed).toEqual(new Set([byScript, inTerminal]))
  expect(
    await source.locate({ sessionId: SessionId.parse('01a23170-754b-7202-b270-000000000000'), cwd: '' })
  ).toBeNull()
  const { sessionOf, placeFor, folders } = source.history
  expect(await sessionOf?.('/x/rollout-2026-12-01T11-49-43-nobody.jsonl')).toBeNull()
  expect(await sessionOf?.(`/x/${inTerminal}.jsonl`)).toBeNull()
  const was = join('/elsewhere', basename(await fileOf(inTerminal)))
  expect(await placeFor({ sessionId: inTerminal, cwd: '', was })).toBe(await fileOf(inTerminal))
  expect(await folders()).toContain(join(home, 'sessions/2026/12'))
})

test('the head says where it began, how, on which branch and what it is called', async () => {
  expect(await source.history.head(await fileOf(inTerminal))).toEqual({
    cwd: '/home/somebody/garden',
    projectPath: '/home/somebody/garden',
    origin: 'terminal',
    gitBranch: 'orchard',
    startedAt: '2026-12-01T11:50:21.735Z',
    lastAt: expect.stringMatching(/^2026-12-01T11:50:48/u),
    title: { text: 'Otters in the garden', by: 'agent' },
    firstWords: 'Please list the folder for me'
  })
  expect(await source.history.head(await fileOf(byScript))).toMatchObject({
    origin: 'other',
    gitBranch: null,
    title: null
  })
})

test('a session is read as it was: words, thinking, tools, what was stopped, run by hand and summed up', async () => {
  const all = told(await allOf(await fileOf(inTerminal)))
  expect(all.slice(0, -1)).toEqual([
    'user: Please list the folder for me',
    'assistant: (**Weighing the question**)',
    'assistant: I look at the folder first.',
    'assistant: exec_command {"cmd":"echo one; echo two >&2; ls"}',
    'user: done eting.txt\\n"',
    'assistant: (**Weighing the question**)',
    'assistant: That is done: the otter has seen it.',
    'user: fail on purpose please',
    'assistant: (**Weighing the question**)',
    'assistant: exec_command {"cmd":"ls /nowhere; exit 3"}',
    'user: failed sses.json\\n"',
    'assistant: (**Weighing the question**)',
    'assistant: That is done: the otter has seen it.',
    'user: hold the line',
    'interrupted: You stopped this turn.',
    'info: echo by hand',
    'assistant: (**Weighing the question**)',
    'assistant: The answer to call 27 is forty-two.'
  ])
  expect(all.at(-1)).toMatch(/^compacted: Another language model started/u)
})

test.each([1, 3, 7])('pages of %i are the same messages, each once', async (limit) => {
  const file = await fileOf(inTerminal)
  expect(await allOf(file, limit)).toEqual(await allOf(file))
})

test('a whole output is found by its call, and a place to search from', async () => {
  const file = await fileOf(inTerminal)
  expect(await source.toolResult(file, 'call_25')).toMatchObject({ is_error: true, tool_use_id: 'call_25' })
  expect(await source.toolResult(file, 'call_none')).toBeNull()
  expect(await source.find(file, (lines) => lines.includes('hold the line'), null)).toBeGreaterThan(0)
  expect(await source.find(file, (lines) => lines.includes('nobody said this'), null)).toBeNull()
})

test('tokens are what Codex itself adds up, each call once, also counted on', async () => {
  for (const [sessionId, total, messages] of [
    [inTerminal, 6603, 8],
    [byScript, 4310, 6]
  ] as const) {
    const file = await fileOf(sessionId)
    const account = await source.count([file], null)
    expect(account?.metadata).toMatchObject({
      totalTokens: total,
      messageCount: messages,
      firstMessagePreview: 'Please list the folder for me'
    })
    const half = join(scratch, basename(file))
    const text = await readFile(file, 'utf8')
    const lines = text.split('\n')
    await writeFile(half, `${lines.slice(0, 18).join('\n')}\n`)
    const before = await source.count([half], null)
    await writeFile(half, text)
    const after = await source.count([half], before?.checkpoint ?? null)
    expect(after?.metadata).toEqual(account?.metadata)
    if (after === null) throw new Error('nothing was counted')
    // Nobody guesses a price.
    expect(source.usage(after.checkpoint)).toMatchObject({ models: [{ model: 'gpt-5.2-codex' }] })
  }
})

test('what a subagent wrote is no session, nor is one without words or without a folder', async () => {
  const meta = (more: object): string => line('session_meta', { id: inTerminal, ...more })
  const words = line('response_item', {
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: 'Hello' }]
  })
  const head = async (text: string): Promise<unknown> => source.history.head(await written(text))
  expect(await head(meta({ cwd: '/x', source: { subagent: 'review' } }) + words)).toBe('not_a_session')
  expect(await head(meta({ cwd: '/x', source: 'cli' }))).toBe('empty')
  expect(await head(meta({ source: 'cli' }) + words)).toBe('no_folder')
  expect(await head('')).toBe('empty')
  expect(await head(meta({ cwd: '/x', source: 'cli' }) + words)).toMatchObject({
    firstWords: 'Hello',
    origin: 'terminal'
  })
})

test('what older versions put into the place of a person is not theirs', async () => {
  const user = (...texts: string[]): string =>
    line('response_item', {
      type: 'message',
      role: 'user',
      content: texts.map((text) => ({ type: 'input_text', text }))
    })
  const file = await written(
    user('<environment_context>\n<cwd>/x</cwd>\n</environment_context>') +
      user('# AGENTS.md instructions for /x\n\n<INSTRUCTIONS>\n</INSTRUCTIONS>') +
      user('<image name=[Image #1]>', '</image>', 'What is on it?') +
      user('<b>this</b> is mine')
  )
  expect(told(await allOf(file))).toEqual(['user: What is on it?', 'user: <b>this</b> is mine'])
})

test('items of other versions: outputs as objects, searches, what nobody knows', async () => {
  const file = await written(
    line('response_item', {
      type: 'function_call',
      name: 'shell',
      arguments: '{"command":["ls"]}',
      call_id: 'a'
    }) +
      line('response_item', {
        type: 'function_call_output',
        call_id: 'a',
        output: '{"output":"gone","metadata":{"exit_code":2}}'
      }) +
      line('response_item', {
        type: 'web_search_call',
        status: 'completed',
        action: { type: 'search', query: 'otters' }
      }) +
      line('response_item', {
        type: 'custom_tool_call',
        name: 'apply_patch',
        input: '*** Begin',
        call_id: 'b'
      }) +
      line('response_item', { type: 'a_dream', of: 'sheep' }) +
      line('a_kind_to_come', { of: 'sheep' })
  )
  expect(told(await allOf(file))).toEqual([
    'assistant: shell {"command":["ls"]}',
    'user: failed "gone"',
    'assistant: web_search {"type":"search","query":"otters"} | done ""',
    'assistant: apply_patch {"input":"*** Begin"}',
    'system: unknown'
  ])
})

test('whatever is torn away or put between lines, the whole lines are read and nothing throws', async () => {
  const text = await readFile(await fileOf(byScript))
  const whole = await allOf(await fileOf(byScript))
  const texts = new Set(told(whole))
  await fc.assert(
    fc.asyncProperty(
      fc.nat(text.length),
      fc.nat(text.length),
      fc.constantFrom('', '\n', '{"timestamp":"', '\0\0\0', '[]\n', '"x"\n', '{"type":"response_item"}\n'),
      async (at, to, between) => {
        const [from, end] = [Math.min(at, to), Math.max(at, to)]
        const file = await written(
          Buffer.concat([text.subarray(0, from), Buffer.from(between), text.subarray(end)])
        )
        const left = await allOf(file, 5)
        for (const one of told(left)) expect(texts).toContain(one)
        await source.count([file], null)
        await source.history.head(file)
      }
    ),
    { numRuns: 60 }
  )
})

function line(type: string, payload: object): string {
  return `${JSON.stringify({ timestamp: '2026-01-02T03:04:05.678Z', type, payload })}\n`
}

async function written(text: string | Buffer): Promise<string> {
  const file = join(scratch, 'sessions/2026/01/02', `rollout-2026-01-02T03-04-05-${inTerminal}.jsonl`)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
  return file
}
