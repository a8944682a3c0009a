/** For the tests of what a session decides: a session, commands to it, and what becomes of both. */
import { evolve, restingState } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { ClientCommand } from '../../shared/protocol.ts'
import { sampleSession } from './sampleSession.ts'
import { emptyMetadata } from '../../shared/session.ts'
import { decide } from '../../electron/session/decide/decide.ts'
import type { Decision, SessionCommand } from '../../electron/session/decide/decision.ts'

export const at = '2026-01-02T03:04:05.000Z'

export const later = '2026-01-02T03:05:00.000Z'

export const session = sampleSession

export const idle = restingState(session)

export const running: SessionState = { ...idle, session: { ...session, state: 'running' } }

export const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`

export const client = (command: ClientCommand): SessionCommand => ({ from: 'client', command, at: later })

export const send = (n: number, text: string, config: object = {}): SessionCommand =>
  client({ type: 'send_message', id: id(n), text, config })

export const end = (outcome: 'done' | 'interrupted' | 'failed', mayGoOn = true): SessionCommand => ({
  from: 'host',
  type: 'end_turn',
  outcome,
  metadata: { ...emptyMetadata, messageCount: 2 },
  mayGoOn,
  at: later
})

export function accepted(decision: Decision): Extract<Decision, { ok: true }> {
  if (!decision.ok) throw new Error(decision.error.message)
  return decision
}

export function after(state: SessionState, command: SessionCommand): SessionState {
  return accepted(decide(state, command)).events.reduce(evolve, state)
}
