/**
 * Stands for an agent that this version of Skein does not have, in sessions that were begun with it: they are read as
 * ever, and whoever wants to go on is told why not. Pure.
 */
import type { Failure } from '../../../shared/errors.ts'
import type { AgentId } from '../../../shared/ids.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { Agent } from '../../agent/port.ts'

export function agentIsAbsent(id: AgentId): Failure {
  return ourFailure('unknown_agent', { agent: id })
}

export function absentAgent(id: AgentId): Agent {
  const error = agentIsAbsent(id)
  return {
    id,
    name: id,
    description: error.message,
    options: { permissionModes: [], safeMode: 'default', models: [], efforts: [] },
    capabilities: {
      fork: false,
      rewind: false,
      continueCommand: false,
      login: false,
      install: false,
      images: false
    },
    transcripts: null,
    configure: () => undefined,
    recover: () => Promise.resolve(),
    check: () => Promise.resolve({ ready: false, reason: error.message, remedy: '', why: error }),
    offer: () => Promise.resolve({ commands: [], models: [] }),
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
