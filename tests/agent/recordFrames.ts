/**
 * Records what the real Claude Code says in scripted turns, with the transcript it wrote, for the
 * tests that run without it: `node tests/agent/recordFrames.ts` writes `frames/<name>.jsonl` and
 * `frames/<name>.transcript.jsonl`. Paths become neutral, and what the CLI tells the model about
 * itself is left out. Run by hand when a new version of the CLI is taken.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { query } from '@anthropic-ai/claude-agent-sdk'
import type { PermissionResult, SDKUserMessage } from '@anthropic-ai/claude-agent-sdk'
import { InputQueue } from '../../electron/agent/claude/inputQueue.ts'
import { toUserMessage } from '../../electron/agent/claude/userMessage.ts'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { startFakeModel } from '../fakeModel/fakeModel.ts'
import { cut, error, reply, text, thinking, toolUse } from '../fakeModel/script.ts'
import type { ReplyInput } from '../fakeModel/script.ts'

interface Scenario {
  readonly prompts: readonly string[]
  readonly replies: (file: string) => readonly ReplyInput[]
  readonly answer?: PermissionResult
  /** Interrupt, or let go on, when an answer stands at the gate `half`. */
  readonly atHalf?: 'interrupt' | 'open'
  /** Results that come for one prompt. */
  readonly results?: number
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'text-and-thinking': {
    prompts: ['hi', 'and again'],
    replies: () => [
      reply(thinking('Let me think about it.'), text('Hello from the model.')),
      reply(text('Again.'))
    ]
  },
  'parallel-tools': {
    prompts: ['change it'],
    replies: (file) => [
      reply(
        text('I look first.'),
        toolUse('Read', { file_path: file }),
        toolUse('Bash', { command: 'mkdir made', description: 'Make a folder' }),
        toolUse('Edit', { file_path: file, old_string: 'alpha', new_string: 'beta' })
      ),
      reply(text('Done.'))
    ]
  },
  denied: {
    prompts: ['go'],
    replies: () => [reply(toolUse('Bash', { command: 'mkdir made' })), reply(text('As you wish.'))],
    answer: { behavior: 'deny', message: 'Not in this folder.' }
  },
  'denied-and-stopped': {
    prompts: ['go', 'again'],
    replies: () => [reply(toolUse('Bash', { command: 'mkdir made' })), reply(text('Here.'))],
    answer: { behavior: 'deny', message: 'Stop.', interrupt: true }
  },
  interrupted: {
    prompts: ['go', 'again'],
    replies: () => [
      reply(text('A whole block.'), text('The beginning of a long', { hold: 'half' })),
      reply(text('Here.'))
    ],
    atHalf: 'interrupt'
  },
  'cut-off': {
    prompts: ['go'],
    replies: () => [
      reply(text('Kept.'), thinking('Lost in the middle', { chunk: 4, hold: 'half' }), cut()),
      reply(text('From there on.'))
    ],
    atHalf: 'open'
  },
  retried: { prompts: ['go'], replies: () => [error(529), reply(text('Now.'))] },
  refused: { prompts: ['go'], replies: () => [error(401), error(401)] },
  subagent: {
    prompts: ['go'],
    replies: (file) => [
      reply(
        toolUse('Agent', {
          description: 'look',
          prompt: 'look around',
          subagent_type: 'general-purpose',
          run_in_background: false
        })
      ),
      reply(text('I am the second one.'), toolUse('Read', { file_path: file })),
      reply(text('Found alpha.')),
      reply(text('All done.'))
    ]
  },
  background: {
    prompts: ['go'],
    replies: () => [
      reply(toolUse('Bash', { command: 'sleep 1; echo there', run_in_background: true })),
      reply(text('It runs.')),
      reply(text('It has ended.'))
    ],
    results: 2
  },
  compacted: {
    prompts: ['go', '/compact', 'more'],
    replies: () => [reply(text('First.')), reply(text('<summary>In short.</summary>')), reply(text('After.'))]
  },
  'local-command': { prompts: ['/cost'], replies: () => [] },
  'empty-answer': { prompts: ['go'], replies: () => [reply(text('')), reply(text('Visible.'))] },
  'blank-answer': {
    prompts: ['go'],
    replies: () => [reply(thinking('Hm.'), text('\n\n')), reply(text('Visible.'))]
  }
}

async function record(name: string, scenario: Scenario): Promise<void> {
  const root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-record-')))
  const home = path.join(root, 'home')
  const cwd = path.join(root, 'project')
  const file = path.join(cwd, 'a.txt')
  for (const folder of [home, cwd]) await mkdir(folder)
  await writeFile(file, 'alpha\n')
  const model = await startFakeModel()
  model.script(scenario.replies(file))
  const sessionId = randomUUID()
  const input = new InputQueue<SDKUserMessage>()
  const lines: unknown[] = []
  const prompts = [...scenario.prompts]
  let due = 0
  const next = (): boolean => {
    const prompt = prompts.shift()
    if (prompt === undefined) return false
    const id = randomUUID()
    lines.push({ type: 'prompt', id, text: prompt })
    input.push(toUserMessage({ id, text: prompt, attachments: [] }, id))
    due = scenario.results ?? 1
    return true
  }
  const claude = query({
    prompt: input,
    options: {
      cwd,
      sessionId,
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        ANTHROPIC_BASE_URL: model.url,
        ANTHROPIC_API_KEY: 'dummy',
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        CLAUDE_CODE_MAX_RETRIES: '1'
      },
      permissionMode: 'default',
      settingSources: [],
      strictMcpConfig: true,
      systemPrompt: { type: 'preset', preset: 'claude_code' },
      includePartialMessages: true,
      forwardSubagentText: true,
      canUseTool: async (_tool, asked) => scenario.answer ?? { behavior: 'allow', updatedInput: asked }
    }
  })
  next()
  for await (const frame of claude) {
    lines.push(frame)
    const event = frame.type === 'stream_event' ? frame.event : null
    const isHalf = event?.type === 'content_block_delta' && event.index === 1
    if (isHalf && scenario.atHalf === 'interrupt') void claude.interrupt()
    if (isHalf && scenario.atHalf === 'open') model.open('half')
    if (frame.type !== 'result') continue
    due -= 1
    if (due === 0 && !next()) claude.close()
  }
  const transcript = path.join(home, '.claude', 'projects', encodeProjectFolder(cwd), `${sessionId}.jsonl`)
  const records = (await readFile(transcript, 'utf8')).trim().split('\n').map(parse)
  const neutral = (kept: readonly unknown[]): string =>
    `${kept
      .map((line) => JSON.stringify(line))
      .join('\n')
      .replaceAll(encodeProjectFolder(cwd), '-project')
      .replaceAll(cwd, '/project')
      .replaceAll(home, '/home/user')
      .replaceAll(root, '')
      .replaceAll(/\/tmp\/claude-\d+/g, '/tmp/claude')}\n`
  const folder = path.join(import.meta.dirname, 'frames')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, `${name}.jsonl`), neutral(lines.flatMap(cutFrame)))
  await writeFile(path.join(folder, `${name}.transcript.jsonl`), neutral(records.flatMap(cutRecord)))
  await model.close()
  await rm(root, { recursive: true, force: true, maxRetries: 5 })
}

function parse(line: string): unknown {
  return JSON.parse(line)
}

/** Of what the CLI says about itself only what is read. */
function cutFrame(frame: unknown): unknown[] {
  const fields = fieldsOf(frame)
  if (fields['subtype'] === 'thinking_tokens') return []
  if (fields['subtype'] === 'init') {
    return [
      pick(fields, [
        'type',
        'subtype',
        'model',
        'permissionMode',
        'session_id',
        'uuid',
        'claude_code_version'
      ])
    ]
  }
  if (fields['type'] === 'result') {
    return [
      pick(fields, [
        'type',
        'subtype',
        'is_error',
        'terminal_reason',
        'result',
        'errors',
        'user_message_uuids',
        'uuid'
      ])
    ]
  }
  return [fields]
}

/** The chain, without what was attached for the model and without copies of requests. */
function cutRecord(record: unknown): unknown[] {
  const fields = fieldsOf(record)
  if (fields['type'] === 'attachment') {
    const kind = fieldsOf(fields['attachment'])['type']
    const kept = pick(fields, [
      'parentUuid',
      'isSidechain',
      'type',
      'uuid',
      'timestamp',
      'cwd',
      'sessionId',
      'version'
    ])
    return [kind === 'queued_command' ? fields : { ...kept, attachment: { type: kind } }]
  }
  return ['user', 'assistant', 'system', 'last-prompt'].includes(String(fields['type'])) ? [fields] : []
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function pick(fields: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])))
}

const wanted = process.argv.slice(2)
for (const [name, scenario] of Object.entries(scenarios)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  await record(name, scenario)
  process.stdout.write(`${name}\n`)
}
