/**
 * The transcripts of this installation's agents, for the worker of history: it reads what they wrote and drives none of
 * them, so nothing else of them is loaded there.
 */
import { AgentId } from '../shared/ids.ts'
import { claudeTranscripts } from './agent/claude/transcript/claudeTranscripts.ts'
import type { AgentTranscripts } from './agent/transcriptSource.ts'

/** Those of an agent that lie at a place (`AgentTranscripts.place`); null: it has none. */
export function transcriptsAt(agentId: AgentId, place: string): AgentTranscripts | null {
  return agentId === AgentId.parse('claude')
    ? claudeTranscripts({ home: () => Promise.resolve(place) })
    : null
}
