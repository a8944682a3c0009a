/**
 * Whether a tool may be used: the permission modes, what was remembered and the trust in the folder, for every agent
 * alike. Pure. `decidePermission.ts` gathers the facts and carries the verdict out. A mode that is not known, of a newer
 * version or an agent's own, is Ask.
 *
 * In this order, the first that applies:
 * 1. While a plan is made, what may change something is held back.
 * 2. In a folder that is not trusted, what could run a program of it is asked about.
 * 3. What can do nothing, and everything where permissions are skipped, goes on.
 * 4. An agent with rules of its own follows them, but asks before it makes something that lasts.
 * 5. Where edits are accepted, an edit inside the folder that nobody warns of goes on.
 * 6. The rest is asked about: what a person remembered answers, then the mode that asks nobody, then a person.
 */
import type { HeldBack, ToolUse, UseVerdict } from '../../agent/toolUse.ts'

export interface PermissionQuestion extends Omit<ToolUse, 'reach'> {
  /** `untold`: its agent says nothing of it, and a person sees what it is. */
  readonly reach: ToolUse['reach'] | 'untold'
  /** As the session has it, or `plan` when the agent makes one already. */
  readonly mode: string
  /** Whether what the folder brings may be run; true also for an agent to which that makes no difference. */
  readonly isTrusted: boolean
  /** Whether something that a person remembered covers exactly this, and may answer it. */
  readonly isRemembered: boolean
  /** Where the file it is about really is; `unknown`: it has none, or that cannot be told. */
  readonly where: 'inside' | 'outside' | 'unknown'
  /** Whether its agent warns of it. */
  readonly isWarned: boolean
  /** Its agent asks for no other reason than that a plan is made. */
  readonly isForPlanning: boolean
}

export type RequestVerdict = { readonly behavior: 'allow' } | { readonly behavior: 'ask' } | HeldBack

const goOn = { behavior: 'go_on' } as const
const ask = { behavior: 'ask' } as const
const allow = { behavior: 'allow' } as const

/** Of a use that its agent has not judged yet. Nothing that was remembered is asked here: the request that follows is. */
export function judgeUse(question: PermissionQuestion): UseVerdict {
  const verdict = firstVerdict(question)
  return verdict.behavior === 'ask' && question.mode === 'dontAsk' ? heldBack('dont_ask') : verdict
}

/** Of a use that its agent asks about. An agent without rules of its own asks about each, and has not judged it. */
export function judgeRequest(question: PermissionQuestion): RequestVerdict {
  if (question.judgedBy === 'agent') return answerOf(question)
  const verdict = firstVerdict(question)
  switch (verdict.behavior) {
    case 'go_on':
      return allow
    case 'hold_back':
      return verdict
    case 'ask':
      return answerOf(question)
  }
}

function firstVerdict({
  mode,
  kind,
  reach,
  couldRun,
  lasts,
  judgedBy,
  isTrusted,
  where,
  isWarned
}: PermissionQuestion): UseVerdict {
  if (mode === 'plan' && (reach === 'anything' || reach === 'untold')) return heldBack('plan_mode')
  if (couldRun && !isTrusted) return ask
  if (isQuestion(kind) && judgedBy === 'nobody') return ask
  if (reach === 'nothing' || mode === 'bypassPermissions') return goOn
  if (judgedBy === 'agent') return lasts ? ask : goOn
  return mode === 'acceptEdits' && kind === 'edit' && where === 'inside' && !isWarned ? goOn : ask
}

function answerOf(question: PermissionQuestion): RequestVerdict {
  const { mode, kind, isRemembered } = question
  if (mode === 'plan' && !mayAskWhilePlanning(question)) return heldBack('plan_mode')
  // A plan is not carried out by what was allowed before it.
  if (isRemembered && (mode !== 'plan' || isLook(kind))) return allow
  return mode === 'dontAsk' && !isQuestion(kind) ? heldBack('dont_ask') : ask
}

/** Where nobody trusts the folder a plain look is asked about for that alone, like every command; nothing else is. */
function mayAskWhilePlanning({ kind, reach, isForPlanning, isTrusted }: PermissionQuestion): boolean {
  if (reach === 'untold' || isQuestion(kind)) return true
  if (isForPlanning) return false
  return reach === 'nothing' || (reach === 'look' && !isTrusted)
}

/** What a person answers is the point of it; it permits nothing by itself. */
function isQuestion(kind: PermissionQuestion['kind']): boolean {
  return kind === 'question' || kind === 'plan'
}

function isLook(kind: PermissionQuestion['kind']): boolean {
  return kind === 'read' || kind === 'search' || kind === 'fetch'
}

function heldBack(because: HeldBack['because']): HeldBack {
  return { behavior: 'hold_back', because }
}
