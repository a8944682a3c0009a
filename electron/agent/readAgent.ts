/**
 * An agent whose sessions Skein reads and which it cannot drive: what was said with it is found, searched and kept, and
 * whoever wants to go on is told where. Its transcripts are its own program's; nothing of it is ever started.
 */
import type { AgentId } from '../../shared/ids.ts'
import type { CommandTemplate } from '../../shared/protocol.ts'
import { ourFailure } from '../ourFailure.ts'
import type { Agent } from './port.ts'
import type { AgentTools } from './toolMarks.ts'
import type { AgentTranscripts } from './transcriptSource.ts'

export interface ReadAgentOptions {
  readonly id: AgentId
  /** As people know it. */
  readonly name: string
  readonly transcripts: AgentTranscripts
  readonly tools: AgentTools
  /** What continues one of its sessions in a terminal. Absent: nothing does that takes the session's id. */
  readonly continueWith?: CommandTemplate
}

export function createReadAgent(options: ReadAgentOptions): Agent {
  const { id, name, transcripts, tools, continueWith } = options
  const error = ourFailure('agent_only_read', { agent: name })
  return {
    id,
    name,
    description: error.message,
    onlyRead: true,
    options: { permissionModes: [], safeMode: 'default', models: [], efforts: [] },
    capabilities: {
      fork: false,
      rewind: false,
      continueCommand: continueWith !== undefined,
      login: false,
      install: false,
      images: false
    },
    transcripts,
    tools,
    ...(continueWith && { continueWith: () => continueWith }),
    configure: () => undefined,
    recover: () => Promise.resolve(),
    check: () => Promise.resolve({ ready: false, reason: error.message, remedy: '', why: error }),
    offer: () => Promise.resolve({ commands: [], models: [] }),
    // Nobody comes this far: what is sent to such a session is refused before.
    open: ({ emit }) => ({
      prompt: () => emit({ type: 'turn_ended', outcome: 'failed', error }),
      interrupt: () => undefined,
      answer: () => undefined,
      setPermissionMode: () => undefined,
      setModel: () => undefined,
      setEffort: () => undefined,
      close: () => Promise.resolve()
    }),
    close: () => Promise.resolve()
  }
}
