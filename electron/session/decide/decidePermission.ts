/**
 * Whether a tool call is asked about or answered by what a person remembered. Pure: what is saved and where a file
 * really is come in on the command (`PermissionFacts`). Called by `decideAgent` and `decideClient`.
 */
import type { SessionState } from '../../../shared/evolve.ts'
import type { PermissionAnswer, PermissionRequest, PermissionRule } from '../../../shared/session.ts'
import { canonicalJson } from '../../agent/canonicalJson.ts'
import { onlyLooks, ruleFor, ruleMatches } from '../../agent/permissionRule.ts'
import { happened, isIdle, refused } from './decision.ts'
import type { Decision, Effect, PermissionFacts } from './decision.ts'

/** Nothing is saved and nothing was looked up. */
const noFacts: PermissionFacts = { saved: [], realPath: null }

export function requestPermission(
  state: SessionState,
  asked: PermissionRequest,
  facts: PermissionFacts = noFacts
): Decision {
  const answer = (given: PermissionAnswer): Decision =>
    happened([], [{ type: 'answer_permission', requestId: asked.id, answer: given }])
  if (isIdle(state)) return answer({ behavior: 'deny' })
  const request = { ...asked, rules: rulesOf(asked, facts) }
  if (mayAnswerByRule(state, request) && isCovered(request, facts)) return answer({ behavior: 'allow' })
  return happened([{ type: 'permission_requested', request }])
}

/**
 * What remembering it would save, with files where they really are. The agent's adapter says whether it may be
 * remembered at all, by offering rules or none; which ones is decided here, so that no adapter can widen them.
 */
function rulesOf(
  { toolName, input, rules }: PermissionRequest,
  { realPath }: PermissionFacts
): PermissionRule[] {
  return rules.length === 0 ? [] : ruleFor(toolName, input, () => realPath)
}

/** A turn that is being stopped is not helped on; a plan is not carried out by what was allowed before it. */
function mayAnswerByRule({ session }: SessionState, { toolName, rules }: PermissionRequest): boolean {
  if (session.state !== 'running' || rules.length === 0) return false
  return session.permissionMode !== 'plan' || onlyLooks(toolName)
}

function isCovered({ toolName, input }: PermissionRequest, { saved, realPath }: PermissionFacts): boolean {
  return saved.some((rule) => ruleMatches(rule, toolName, input, () => realPath))
}

export function answerPermission(state: SessionState, requestId: string, answer: PermissionAnswer): Decision {
  const request = state.permissions.find(({ id }) => id === requestId)
  if (!request) {
    return refused('permission_settled', 'This request has been answered already, or the turn is over.')
  }
  return happened(
    [{ type: 'permission_settled', requestId, outcome: answer.behavior === 'allow' ? 'allowed' : 'denied' }],
    [...remembering(request, answer), { type: 'answer_permission', requestId, answer }]
  )
}

/** The rule is of the call that was shown: who changed it first has allowed another one, once. */
function remembering({ rules, input }: PermissionRequest, answer: PermissionAnswer): Effect[] {
  if (answer.behavior !== 'allow' || answer.remember === undefined || rules.length === 0) return []
  const { updatedInput, remember } = answer
  const isAsShown = updatedInput === undefined || isSame(updatedInput, input)
  return isAsShown ? [{ type: 'remember_rules', scope: remember, rules }] : []
}

function isSame(one: unknown, other: unknown): boolean {
  const text = canonicalJson(one)
  return text !== null && text === canonicalJson(other)
}
