import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { evolve, messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { SessionSummary } from '../../../shared/session.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { readPage } from '../../transcript/readPage.ts'
import type { AgentOutput } from '../port.ts'
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
  return messages.map(told)
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
    'empty-answer'
  ])('%s: what was streamed is what the transcript holds', async (name) => {
    const { messages } = await replay(name)
    expect(messages.map(told)).toEqual(await past(name))
  })

  it('every recording is looked at here', async () => {
    const names = (await readdir(folder)).filter((file) => !file.endsWith('.transcript.jsonl'))
    expect(names.length).toBe(13)
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

  it('a turn that a background command began shows the answer; its notice is only in the transcript', async () => {
    const { messages } = await replay('background')
    expect(messages.map(told)).toEqual((await past('background')).filter(({ notice }) => notice !== 'info'))
  })

  it("a local command's output is a notice", async () => {
    const { messages } = await replay('local-command')
    const [, output] = await past('local-command')
    expect(messages.slice(1).map(told)).toEqual([output])
    expect(output).toMatchObject({ role: 'system', notice: 'info' })
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
