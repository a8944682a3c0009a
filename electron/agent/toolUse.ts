/**
 * What an adapter tells of one use of a tool, and what it is told back. Each agent knows its tools; whether one of them
 * may be used is decided by `session/decide/permission.ts`, which knows no agent's names.
 */
import type { PermissionAnswer } from '../../shared/session.ts'
import type { ToolKind } from '../../shared/tool.ts'

/** What one use of a tool may come to, as its agent's table says. */
export interface ToolUse {
  readonly kind: ToolKind
  /**
   * What it can do at most. `nothing`: it looks, asks, or keeps a list of the agent's own. `look`: a command that only
   * looks and runs nothing of the folder. `checked`: it may change something, but while a plan is made the agent lets
   * through by itself what only looks, and asks about the rest. `anything`: whatever is not known to do less.
   */
  readonly reach: 'nothing' | 'look' | 'checked' | 'anything'
  /** Whether it could start a program that the folder names. */
  readonly couldRun: boolean
  /** Whether it leaves something behind that its agent would make without asking: a branch, a timetable. */
  readonly lasts: boolean
  /** `agent`: it has rules of its own, and asks about what they do not allow. `nobody`: what we do not ask about is done. */
  readonly judgedBy: 'agent' | 'nobody'
}

/** A use that is about to happen, whether or not the agent would ask about it. */
export interface AnnouncedUse extends ToolUse {
  /** Of this announcement; `AgentRun.judge` names it. */
  readonly id: string
  /** The agent makes a plan already; the session may not have heard of it yet. */
  readonly isPlanning: boolean
}

/** A use that the agent asks about. */
export interface RequestedUse extends ToolUse {
  /** It asks for no other reason than that a plan is made. */
  readonly isForPlanning: boolean
}

/** Nobody is asked, and it is not done: because a plan is made, or because the mode is to ask nobody. */
export interface HeldBack {
  readonly behavior: 'hold_back'
  readonly because: 'plan_mode' | 'dont_ask'
}

/** `go_on`: nothing of ours is against it; what the agent's own rules say still holds. */
export type UseVerdict = { readonly behavior: 'go_on' } | { readonly behavior: 'ask' } | HeldBack

/** What a request is answered with: by a person, by what a person allowed before, or by the session's mode. */
export type RequestAnswer = PermissionAnswer | HeldBack
