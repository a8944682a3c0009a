/**
 * Why Claude Code asks: whether the answer may be remembered, and what the person should know. Pure. Called by
 * `PermissionBroker`; what it reads is what the SDK hands on, which is more than its types tell.
 */
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'
import { cutText, shortLine } from '../../../shared/cutText.ts'
import type { PermissionRequest } from '../../../shared/session.ts'
import { COMMAND_TOOLS, MAKES_UNASKED } from './toolUse.ts'

const text = z.string().optional().catch(undefined)
const flag = z.boolean().optional().catch(undefined)
const Question = z.object({
  decisionReason: text,
  decisionReasonType: text,
  blockedPath: text,
  suppressAlwaysAllowRule: flag,
  defaultToNo: flag,
  requiresUserInteraction: flag,
  /** The plugin that started this call. */
  plugin: text,
  classifierApprovable: flag,
  matchedAskRule: z.object({ source: text }).optional().catch(undefined)
})
type Question = z.infer<typeof Question>

export interface AskPlace {
  /** The session's folder. */
  readonly cwd: string
  /** Where the tool works: a worktree, a folder the agent went to. */
  readonly folder: string
  /** False: what the folder brings is not trusted. */
  readonly trusted: boolean
}

export type AskReason = Pick<PermissionRequest, 'cause' | 'reason' | 'blockedPath' | 'defaultToNo'> & {
  readonly isRememberable: boolean
}

/** Somebody wants a person to look each time: a hook, a classifier, a command outside the sandbox. */
const EACH_TIME: ReadonlySet<string> = new Set(['hook', 'classifier', 'sandboxOverride'])

/** What it says of every command. */
const SAYS_NOTHING = 'This command requires approval'

const LONGEST_REASON = 500

export function askReason(toolName: string, asked: unknown, place: AskPlace): AskReason {
  const question = Question.parse(asked)
  const isWarning = isSafetyCheck(question, place)
  const cause = isWarning
    ? 'safety_check'
    : !place.trusted && COMMAND_TOOLS.includes(toolName)
      ? 'untrusted_folder'
      : undefined
  const reason = readable(question.decisionReason ?? '')
  const { blockedPath } = question
  return {
    isRememberable:
      !isWarning &&
      !MAKES_UNASKED.has(toolName) &&
      !isForAPersonEachTime(question, place) &&
      place.folder === place.cwd,
    ...(cause === undefined ? null : { cause }),
    ...(reason === '' || reason === SAYS_NOTHING ? null : { reason }),
    ...(isWarning && blockedPath !== undefined ? { blockedPath: blockedPath.slice(0, 4_096) } : null),
    ...(question.defaultToNo === true || isWarning ? { defaultToNo: true } : null)
  }
}

/** Of a command of several parts the type is that of the whole: words of its own are those of a check inside. */
function isSafetyCheck(question: Question, { cwd }: AskPlace): boolean {
  const { decisionReasonType: type, decisionReason, blockedPath } = question
  return (
    type === 'safetyCheck' ||
    (type === 'subcommandResults' && (decisionReason ?? '') !== '') ||
    question.classifierApprovable !== undefined ||
    question.suppressAlwaysAllowRule === true ||
    // Inside the folder it only says which file a command is about.
    (blockedPath !== undefined && !isWithin(cwd, blockedPath))
  )
}

/** In a folder that is not trusted we ask about every command ourselves; who allows one there has allowed that one. */
function isForAPersonEachTime(question: Question, { trusted }: AskPlace): boolean {
  const { decisionReasonType: type, matchedAskRule, requiresUserInteraction, plugin } = question
  const isAskRule = type === 'rule' || matchedAskRule !== undefined
  const isOurs = !trusted && (matchedAskRule?.source ?? 'flagSettings') === 'flagSettings'
  return (
    requiresUserInteraction === true ||
    plugin !== undefined ||
    (type !== undefined && EACH_TIME.has(type)) ||
    (isAskRule && !isOurs)
  )
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, path.resolve(root, file))
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}

/** Foreign words as one line: no colours, nothing that is not seen, not endless. */
function readable(words: string): string {
  const line = stripVTControlCharacters(cutText(words, 4 * LONGEST_REASON))
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  return shortLine(line, LONGEST_REASON)
}
