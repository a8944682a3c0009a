/** Title, mode, model, effort, archive: what a person chose, or the agent changed by itself. */
import type { SessionState } from '../../../shared/evolve.ts'
import type { SessionSummary } from '../../../shared/session.ts'
import { happened, nothing, updated } from './decision.ts'
import type { Decision, Effect, SessionChanges } from './decision.ts'

export function changeSession(
  state: SessionState,
  changes: SessionChanges,
  at: string,
  by: 'user' | 'agent'
): Decision {
  const { session } = state
  // What a person called a session stays; the store keeps the agent's title for when it is taken back.
  const keepsTitle = changes.title === undefined || (by === 'agent' && session.titleSource === 'own')
  const named = keepsTitle ? null : titled(changes.title ?? null, by)
  const next: SessionSummary = { ...session, ...changes, title: session.title, ...named }
  const isSame =
    next.title === session.title &&
    next.archived === session.archived &&
    next.permissionMode === session.permissionMode &&
    next.model === session.model &&
    (next.effort ?? null) === (session.effort ?? null)
  const effects: Effect[] = [{ type: 'save_session', changes, by }]
  if (isSame) return changes.title === undefined ? nothing : happened([], effects)
  if (by === 'user' && next.permissionMode !== session.permissionMode) {
    effects.push({ type: 'set_permission_mode', permissionMode: next.permissionMode })
  }
  if (by === 'user' && next.model !== session.model) effects.push({ type: 'set_model', model: next.model })
  if (by === 'user' && (next.effort ?? null) !== (session.effort ?? null)) {
    effects.push({ type: 'set_effort', effort: next.effort ?? null })
  }
  return happened([updated(next, { updatedAt: at })], effects)
}

function titled(title: string | null, by: 'user' | 'agent'): Pick<SessionSummary, 'title' | 'titleSource'> {
  const text = title?.trim() || null
  return { title: text, titleSource: text === null ? null : by === 'user' ? 'own' : 'agent' }
}
