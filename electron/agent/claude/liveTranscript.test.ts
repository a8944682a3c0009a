import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readPage, readRecord } from '../../../tests/support/claude/testClaudeReading.ts'
import { evolve, messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { SessionSummary } from '../../../shared/session.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { toContentBlocks } from '../../transcript/record/blocks.ts'
import type { AgentOutput } from '../port.ts'
import { markedMessage } from '../toolMarks.ts'
import { claudeTools } from './claudeTools.ts'
import { readFrame } from './frames.ts'
import { LiveTranscript } from './liveTranscript.ts'

const folder = path.resolve(import.meta.dirname, '../../../tests/agent/frames')
const at = '2026-01-01T00:00:00.000Z'

const Prompt = z.object({ type: z.literal('prompt'), id: z.string(), text: z.string() })

/** A recording as the server would have seen it: prompts echoed, frames mapped, everything folded. */
async function replay(
  name: string
): Promise<{ messages: readonly SessionMessage[]; outputs: AgentOutput[] }> {
  const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
  const outputs: AgentOutput[] = []
  let state: SessionState = { ...empty, settled: [], open: [] }
  for (const line of (await readFile(path.join(folder, `${name}.jsonl`), 'utf8')).trim().split('\n')) {
    const raw: unknown = JSON.parse(line)
    const prompt = Prompt.safeParse(raw).data
    if (prompt) {
      const message: SessionMessage = {
        id: prompt.id,
        role: 'user',
        content: [{ type: 'text', text: prompt.text }],
        createdAt: at,
        isStreaming: false
      }
      state = evolve(state, { type: 'message_added', message })
      continue
    }
    const frame = readFrame(raw)
    if (!frame) continue
    for (const output of live.read(frame)) {
      outputs.push(output)
      if (output.type === 'message_added' || output.type === 'stream_output') state = evolve(state, output)
    }
    if (frame.type === 'result') live.endTurn()
  }
  return { messages: messagesOf(state), outputs }
}

const empty: SessionState = {
  session: SessionSummary.parse({
    id: '00000000-0000-4000-8000-000000000001',
    projectId: '00000000-0000-4000-8000-000000000002',
    agent: 'claude',
    title: null,
    permissionMode: 'default',
    model: null,
    archived: false,
    createdAt: at,
    updatedAt: at,
    state: 'running',
    metadata: { totalTokens: 0, messageCount: 0, lastMessageAt: null, firstMessagePreview: null }
  }),
  settled: [],
  open: [],
  queue: [],
  permissions: [],
  before: null,
  lastTurn: null,
  problem: null
}

type Told = Omit<SessionMessage, 'createdAt' | 'isStreaming'>

function told({ createdAt: _time, isStreaming: _open, ...rest }: SessionMessage): Told {
  return rest
}

async function past(name: string): Promise<Told[]> {
  const { messages } = await readPage(path.join(folder, `${name}.transcript.jsonl`), { limit: 200 })
  return messages.map((message) => told(markedMessage(message, claudeTools)))
}

describe('LiveTranscript on recorded frames', () => {
  it.each([
    'text-and-thinking',
    'parallel-tools',
    'denied',
    'denied-and-stopped',
    'interrupted',
    'cut-off',
    'retried',
    'refused',
    'empty-answer',
    'blank-answer'
  ])('%s: what was streamed is what the transcript holds', async (name) => {
    const { messages } = await replay(name)
    expect(messages.map(told)).toEqual(await past(name))
  })

  it('every recording is looked at here', async () => {
    const names = (await readdir(folder)).filter((file) => !file.endsWith('.transcript.jsonl'))
    expect(names.length).toBe(14)
  })

  it('streams a text by its deltas and says nothing twice', async () => {
    const { outputs } = await replay('text-and-thinking')
    const id = expect.stringMatching(/^msg_/)
    const head = { id, role: 'assistant', createdAt: at, model: 'claude-opus-5-5' }
    expect(outputs).toEqual([
      { type: 'message_added', message: { ...head, content: [], isStreaming: true } },
      { type: 'stream_output', messageId: id, index: 0, block: { type: 'thinking', thinking: '' } },
      { type: 'stream_output', messageId: id, index: 0, append: 'Let me think' },
      { type: 'stream_output', messageId: id, index: 0, append: ' about it.' },
      { type: 'stream_output', messageId: id, index: 1, block: { type: 'text', text: '' } },
      { type: 'stream_output', messageId: id, index: 1, append: 'Hello from t' },
      { type: 'stream_output', messageId: id, index: 1, append: 'he model.' },
      { type: 'message_added', message: { ...head, content: [], isStreaming: true } },
      { type: 'stream_output', messageId: id, index: 0, block: { type: 'text', text: '' } },
      { type: 'stream_output', messageId: id, index: 0, append: 'Again.' }
    ])
  })

  it('shows a subagent under the tool use that started it, and the main thread as the transcript does', async () => {
    const { messages } = await replay('subagent')
    const main = messages.filter(({ parentToolUseId }) => parentToolUseId === undefined)
    expect(main.map(told)).toEqual(
      (await past('subagent')).filter(({ parentToolUseId }) => parentToolUseId === undefined)
    )
    const nested = messages.filter(({ parentToolUseId }) => parentToolUseId !== undefined)
    expect(nested.map(({ role, content }) => [role, content.map(({ type }) => type)])).toEqual([
      ['user', ['text']],
      ['assistant', ['text', 'tool_use']],
      ['user', ['tool_result']],
      ['assistant', ['text']]
    ])
  })

  it('a compaction becomes one notice with its summary, the same as in the transcript', async () => {
    const { messages } = await replay('compacted')
    // The transcript writes the command that asked for it after the boundary; the order is all that differs.
    const byId = (list: Told[]): Told[] => list.toSorted((a, b) => a.id.localeCompare(b.id))
    expect(byId(messages.map(told))).toEqual(byId(await past('compacted')))
    expect(messages.filter(({ notice }) => notice === 'compacted').length).toBe(1)
  })

  it('what was left running is told to have ended, the same as in the transcript', async () => {
    const { messages } = await replay('background')
    expect(messages.map(told)).toEqual(await past('background'))
    expect(messages.filter(({ notice }) => notice === 'info')).toHaveLength(1)
  })

  it("a local command's output is a notice", async () => {
    const { messages } = await replay('local-command')
    const [, output] = await past('local-command')
    expect(messages.slice(1).map(told)).toEqual([output])
    expect(output).toMatchObject({ role: 'system', notice: 'info' })
  })

  it('that a subagent in the background has finished is told in the words of the transcript, of one that is waited for not', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const say = (raw: object): AgentOutput[] => {
      const frame = readFrame(raw)
      return frame ? live.read(frame) : []
    }
    const task = { task_id: 'a1', description: 'look around' }
    const end = {
      type: 'system',
      subtype: 'task_notification',
      task_id: 'a1',
      tool_use_id: 't1',
      status: 'completed',
      summary: 'Found it.',
      summary_is_report: true
    }
    say({ type: 'system', subtype: 'background_tasks_changed', tasks: [task, 7] })
    expect(say(end)).toEqual([])
    say({
      type: 'user',
      uuid: 'r',
      message: { content: [{ type: 'tool_result', tool_use_id: 't1', content: 'Launched.' }] }
    })
    const text = 'Agent "look around" finished'
    const written = readRecord(
      {
        type: 'user',
        uuid: 'w',
        timestamp: at,
        message: {
          content: `<task-notification>\n<task-id>a1</task-id>\n<summary>${text}</summary>\n<result>Found it.</result>\n</task-notification>`
        }
      },
      { offset: 0, fallbackTime: at, parentToolUseId: null }
    )
    expect(say(end)).toEqual([{ type: 'message_added', message: written?.message }])
  })

  it('what is left running and fails is told once, though its record says it in other words', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const frame = readFrame({
      type: 'system',
      subtype: 'task_notification',
      task_id: 'a1',
      run_id: 'run-1',
      status: 'failed',
      summary: 'The disk is full.',
      summary_is_report: true
    })
    const record = (words: string): object => ({
      type: 'user',
      uuid: 'w',
      timestamp: at,
      origin: { kind: 'task-notification', runId: 'run-1' },
      message: { content: `<task-notification>\n<task-id>a1</task-id>\n${words}\n</task-notification>` }
    })
    const idOf = (words: string): unknown =>
      readRecord({ ...record(words) }, { offset: 0, fallbackTime: at, parentToolUseId: null })?.message.id
    const [told] = frame ? live.read(frame) : []
    const id = told?.type === 'message_added' ? told.message.id : null
    expect(idOf('<status>failed</status>\n<summary>Agent "look" failed: ENOSPC</summary>')).toBe(id)
    // What it says before it ends is something else.
    expect(idOf('<summary>Agent "look" has news</summary>')).not.toBe(id)
  })

  it('tools of the API stream as calls and results', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const say = (raw: object): AgentOutput[] => {
      const frame = readFrame(raw)
      return frame ? live.read(frame) : []
    }
    const use = { type: 'server_tool_use', id: 's1', name: 'advisor', input: {} }
    const advice = {
      type: 'advisor_tool_result',
      tool_use_id: 's1',
      content: { type: 'advisor_result', text: 'Clover.' }
    }
    const start = (index: number, content_block: object): object => ({
      type: 'stream_event',
      event: { type: 'content_block_start', index, content_block }
    })
    say({ type: 'stream_event', event: { type: 'message_start', message: { id: 'msg_1' } } })
    const streamed = [...say(start(0, use)), ...say(start(1, advice))]
    expect(
      streamed.map((output) => (output.type === 'stream_output' && 'block' in output ? output.block : null))
    ).toEqual([
      { type: 'tool_use', id: 's1', name: 'advisor', input: {}, kind: 'task', variant: 'advice' },
      { type: 'tool_result', tool_use_id: 's1', content: 'Clover.', is_error: false }
    ])
    const confirmed = say({ type: 'assistant', uuid: 'u', message: { id: 'msg_1', content: [use, advice] } })
    expect(confirmed).toEqual([])
  })

  it('what the API sums up streams as it stands in the transcript', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const say = (raw: object): AgentOutput[] => {
      const frame = readFrame(raw)
      return frame ? live.read(frame) : []
    }
    const stream = (event: object): AgentOutput[] => say({ type: 'stream_event', event })
    const summary = { type: 'compaction', content: 'A clock.', encrypted_content: 'x' }
    const [block] = toContentBlocks([summary])
    stream({ type: 'message_start', message: { id: 'msg_1' } })
    const started = stream({
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'compaction', content: null }
    })
    const delta = { ...summary, type: 'compaction_delta' }
    const summed = stream({ type: 'content_block_delta', index: 0, delta })
    const whole = say({ type: 'assistant', uuid: 'u', message: { id: 'msg_1', content: [summary] } })
    stream({ type: 'content_block_stop', index: 0 })
    const text = { type: 'text', text: '' }
    const next = stream({ type: 'content_block_start', index: 1, content_block: text })
    expect([started, summed, whole, next]).toEqual([
      [],
      [{ type: 'stream_output', messageId: 'msg_1', index: 0, block }],
      [],
      [{ type: 'stream_output', messageId: 'msg_1', index: 1, block: text }]
    ])
  })

  it('a summary of the API that failed says nothing, also in the stream', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const stream = (event: object): AgentOutput[] => {
      const frame = readFrame({ type: 'stream_event', event })
      return frame ? live.read(frame) : []
    }
    stream({ type: 'message_start', message: { id: 'msg_1' } })
    stream({ type: 'content_block_start', index: 0, content_block: { type: 'compaction', content: null } })
    const delta = { type: 'compaction_delta', content: null, encrypted_content: null }
    expect(stream({ type: 'content_block_delta', index: 0, delta })).toEqual([])
  })

  it('names who sent what a person did not', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const origin = { kind: 'peer', from: 's1', name: 'Garden', body: 'Come over.' }
    const frame = readFrame({
      type: 'user',
      uuid: 'u',
      origin,
      message: { role: 'user', content: 'Wrapped' }
    })
    expect(frame && live.read(frame)).toMatchObject([
      { message: { role: 'system', notice: 'info', sender: { kind: 'session', name: 'Garden' } } }
    ])
  })

  it('knows what the model asked of a tool while its answer is the newest', () => {
    const live = new LiveTranscript({ now: () => new Date(at), newId: () => 'new' })
    const say = (raw: object): void => {
      const frame = readFrame(raw)
      if (frame) live.read(frame)
    }
    const block = { type: 'tool_use', id: 'toolu_1', name: 'ExitPlanMode', input: { plan: 'x' } }
    say({ type: 'assistant', uuid: 'u', message: { id: 'msg_1', model: 'm', content: [block] } })
    expect([live.toolInput('toolu_1'), live.toolInput('toolu_2')]).toEqual([{ plan: 'x' }, undefined])
    live.endTurn()
    expect(live.toolInput('toolu_1')).toBe(undefined)
  })

  it.each([
    { type: 'poem' },
    { type: 'system', subtype: 'from_the_future' },
    { type: 'stream_event', event: { type: 'ping' } },
    { type: 'result' },
    null,
    'text'
  ])('does not read %j', (raw) => {
    expect(readFrame(raw)).toBe(null)
  })
})
