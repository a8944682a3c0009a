/**
 * What an agent asks for, with the facts of it, and what a person answers. Pure: what is saved and where a file really is
 * come in on the command (`PermissionFacts`); whether it may be is said by `permission.ts`. Called by `decideAgent` and
 * `decideClient`.
 */
import path from 'node:path'
import { unreachable } from '../../../shared/errors.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { PermissionAnswer, PermissionRequest, PermissionRule } from '../../../shared/session.ts'
import { canonicalJson } from '../../agent/canonicalJson.ts'
import { ruleFor, ruleMatches } from '../../agent/permissionRule.ts'
import type { AnnouncedUse, RequestAnswer, RequestedUse } from '../../agent/toolUse.ts'
import { happened, isIdle, refused } from './decision.ts'
import type { Decision, Effect, PermissionFacts } from './decision.ts'
import { judgeRequest, judgeUse } from './permission.ts'
import type { PermissionQuestion } from './permission.ts'

/** Nothing is saved or trusted, and nothing was looked up. */
const noFacts: PermissionFacts = { saved: [], realPath: null, folder: '', isTrusted: false }

/** Nobody is asked here: its agent does, if it is to. */
export function announceTool(
  { session }: SessionState,
  { id, isPlanning, ...use }: AnnouncedUse,
  { isTrusted }: PermissionFacts = noFacts
): Decision {
  const verdict = judgeUse({
    ...use,
    mode: isPlanning ? 'plan' : session.permissionMode,
    isTrusted,
    isRemembered: false,
    where: 'unknown',
    isWarned: false,
    isForPlanning: false
  })
  return happened([], [{ type: 'judge_tool', useId: id, verdict }])
}

export function requestPermission(
  state: SessionState,
  asked: PermissionRequest,
  facts: PermissionFacts = noFacts,
  use?: RequestedUse
): Decision {
  const answer = (given: RequestAnswer): Decision =>
    happened([], [{ type: 'answer_permission', requestId: asked.id, answer: given }])
  if (isIdle(state)) return answer({ behavior: 'deny' })
  const request = { ...asked, rules: rulesOf(asked, facts) }
  const verdict = judgeRequest({
    ...(use ?? untold(request)),
    mode: state.session.permissionMode,
    isTrusted: facts.isTrusted,
    isRemembered: mayAnswerByRule(state, request) && isCovered(request, facts),
    where: whereIs(facts),
    isWarned: request.cause === 'safety_check'
  })
  switch (verdict.behavior) {
    case 'allow':
    case 'hold_back':
      return answer(verdict)
    case 'ask':
      return happened([{ type: 'permission_requested', request }])
    default:
      return unreachable(verdict)
  }
}

/** Its agent asks, and says no more than what is shown. */
function untold({
  kind
}: PermissionRequest): Pick<
  PermissionQuestion,
  'kind' | 'reach' | 'couldRun' | 'lasts' | 'judgedBy' | 'isForPlanning'
> {
  return {
    kind: kind ?? 'other',
    reach: 'untold',
    couldRun: true,
    lasts: true,
    judgedBy: 'agent',
    isForPlanning: false
  }
}

function whereIs({ realPath, folder }: PermissionFacts): PermissionQuestion['where'] {
  if (realPath === null) return 'unknown'
  const relative = path.relative(folder, realPath)
  const isOutside = relative === '..' || relative.startsWith(`..${path.sep}`) || path.isAbsolute(relative)
  return isOutside ? 'outside' : 'inside'
}

/**
 * What remembering it would save, with files where they really are. The agent's adapter says whether it may be
 * remembered at all, by offering rules or none; which ones is decided here, so that no adapter can widen them.
 */
function rulesOf(request: PermissionRequest, { realPath }: PermissionFacts): PermissionRule[] {
  return request.rules.length === 0 ? [] : ruleFor(request, () => realPath)
}

/** A turn that is being stopped is not helped on. */
function mayAnswerByRule({ session }: SessionState, { rules }: PermissionRequest): boolean {
  return session.state === 'running' && rules.length > 0
}

function isCovered(request: PermissionRequest, { saved, realPath }: PermissionFacts): boolean {
  return saved.some((rule) => ruleMatches(rule, request, () => realPath))
}

export function answerPermission(state: SessionState, requestId: string, answer: PermissionAnswer): Decision {
  const request = state.permissions.find(({ id }) => id === requestId)
  if (!request) return refused('permission_settled')
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
