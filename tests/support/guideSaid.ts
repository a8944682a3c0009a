/** For the tests of the guide: what it says, as messages. */
import type { SessionMessage } from '../../shared/session.ts'
import type { AgentOutput } from '../../electron/agent/port.ts'
import { now } from './guideStage.ts'
import { guideTools } from '../../electron/agent/guide/guideTools.ts'

export const done = { type: 'turn_ended', outcome: 'done' }

export const interrupted = { type: 'turn_ended', outcome: 'interrupted' }

export const isAppend = (output: AgentOutput): output is Extract<AgentOutput, { type: 'stream_output' }> =>
  output.type === 'stream_output' && 'append' in output

export function prompt(text: string, n = 1): SessionMessage {
  return { id: `p${n}`, role: 'user', content: [{ type: 'text', text }], createdAt: now, isStreaming: false }
}

export function said(id: string, ...content: SessionMessage['content']): SessionMessage {
  return { id, role: 'assistant', content, createdAt: now, isStreaming: false }
}

export function result(id: string, toolUseId: string, content: string, isError = false): SessionMessage {
  return {
    id,
    role: 'user',
    content: [
      guideTools.readResult({ type: 'tool_result', tool_use_id: toolUseId, content, is_error: isError })
    ],
    createdAt: now,
    isStreaming: false
  }
}

export function stopped(id: string): SessionMessage {
  return {
    id,
    role: 'system',
    notice: 'interrupted',
    content: [{ type: 'text', text: 'You stopped this turn.' }],
    told: { code: 'turn_stopped' },
    createdAt: now,
    isStreaming: false
  }
}

export const text = (value: string): SessionMessage['content'][number] => ({ type: 'text', text: value })

export const use = (id: string, name: string, input: unknown): SessionMessage['content'][number] => ({
  type: 'tool_use',
  id,
  name,
  input,
  ...guideTools.factsOf(name)
})

/** Making links takes a privilege there; and its shell ends lines in its own way. */
export const isWindows = process.platform === 'win32'
