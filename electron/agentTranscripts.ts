/**
 * The transcripts of this installation's agents, for the worker of history: it reads what they wrote and drives none of
 * them, so nothing else of them is loaded there.
 */
import type { AgentId } from '../shared/ids.ts'
import { claudeTranscripts } from './agent/claude/transcript/claudeTranscripts.ts'
import { codexTranscripts } from './agent/codex/codexTranscripts.ts'
import { geminiTranscripts } from './agent/gemini/geminiTranscripts.ts'
import type { AgentTranscripts } from './agent/transcriptSource.ts'

const sources = new Map<AgentId, (place: string) => AgentTranscripts>([
  ['claude', (place) => claudeTranscripts({ home: () => Promise.resolve(place) })],
  ['acp:codex', (place) => codexTranscripts({ home: place })],
  ['acp:gemini', (place) => geminiTranscripts({ home: place })]
])

/** Those of an agent that lie at a place (`AgentTranscripts.place`); null: it has none. */
export function transcriptsAt(agentId: AgentId, place: string): AgentTranscripts | null {
  return sources.get(agentId)?.(place) ?? null
}
