/** One tool call of the guide: may it be done, as it is or changed, and what came of it. Called by `takeTurn`. */
import path from 'node:path'
import { describeIssues, unreachable } from '../../../shared/errors.ts'
import type { PermissionRequest } from '../../../shared/session.ts'
import type { Clock } from '../../clock.ts'
import { titled } from '../permissionAct.ts'
import type { Act } from '../permissionAct.ts'
import { ruleFor } from '../permissionRule.ts'
import { deniedWith, guideSays, guideTools } from './guideTools.ts'
import type { GuideWriter } from './guideWriter.ts'
import { editFile } from './editFile.ts'
import { listFolder } from './listFolder.ts'
import { unlessStopped } from './pause.ts'
import type { KeptFor } from '../processLedger.ts'
import type { HeldBack, RequestAnswer } from '../toolUse.ts'
import { projectPath } from './projectPath.ts'
import { readFile } from './readFile.ts'
import { runCommand } from './runCommand.ts'
import { searchFiles } from './searchFiles.ts'
import { isSensitive } from './sensitivePath.ts'
import { ToolCall, failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { guideToolUse } from './toolUse.ts'
import type { GuideWords } from './words/words.ts'
import { writeFile } from './writeFile.ts'

export interface ToolPorts {
  readonly cwd: string
  readonly clock: Clock
  readonly writer: GuideWriter
  readonly words: GuideWords
  readonly signal: AbortSignal
  /** A plan was approved: what it says may be done now. Outside plan mode it changes nothing. */
  readonly leavePlanMode: () => void
  readonly newId: () => string
  /** Where the processes of commands are written down while they run. Absent: nowhere. */
  readonly keptFor?: KeptFor
  /** Whether it may be done, asked of a person or not. Rejects when the turn is stopped first. */
  readonly ask: (request: PermissionRequest) => Promise<RequestAnswer>
}

interface Permitted {
  readonly outcome: ToolOutcome
  /** The person denied it and wants the turn to end there. */
  readonly endsTurn: boolean
}

/** Rejects with the signal's reason when the turn is stopped before there is an outcome. */
export async function carryOut(call: ToolCall, toolUseId: string, ports: ToolPorts): Promise<Permitted> {
  const { cwd, signal, words } = ports
  let warns = false
  // Nobody is asked for what could not be done anyway.
  if (call.name === 'Write' || call.name === 'Edit') {
    const place = await unlessStopped(projectPath(cwd, call.input.file_path, words), signal)
    if (!place.ok) return goOn(failedBecause(place.sentence))
    warns = isSensitive(cwd, place.real)
  }
  return ask({ call, toolUseId, warns }, ports)
}

/** The page knows them by their words. */
const HELD_BACK: Readonly<Record<HeldBack['because'], string>> = {
  plan_mode: guideSays.held,
  dont_ask:
    'Nobody is to be asked in this session, so this was not done. Choose another permission mode and ask me again.'
}

/** As Claude Code does: what it warns of is asked each time, and not allowed by a single key. */
const warning: Pick<PermissionRequest, 'cause' | 'defaultToNo'> = {
  cause: 'safety_check',
  defaultToNo: true
}

interface Asked {
  readonly call: ToolCall
  readonly toolUseId: string
  readonly warns: boolean
}

async function ask({ call, toolUseId, warns }: Asked, ports: ToolPorts): Promise<Permitted> {
  const facts = guideTools.factsOf(call.name)
  const given = await ports.ask({
    // One request a use, asked of a person or not.
    id: toolUseId,
    toolName: call.name,
    input: call.input,
    ...facts,
    ...titled(actOf(call, ports.cwd)),
    // Who looks is not asked about.
    rules:
      warns || guideToolUse(call.name).reach === 'nothing'
        ? []
        : ruleFor({ toolName: call.name, input: call.input, ...facts }),
    toolUseId,
    ...(warns ? { ...warning, reason: ports.words.decidesWhatRuns } : null)
  })
  switch (given.behavior) {
    case 'hold_back': {
      const conclusion = given.because === 'plan_mode' ? ports.words.planMode : ports.words.dontAsk
      return goOn({
        content: HELD_BACK[given.because],
        isError: true,
        ending: { kind: 'held', because: given.because },
        conclusion
      })
    }
    case 'deny': {
      const content = given.message?.trim() || guideSays.denied
      const ending = deniedWith(given.message)
      const outcome = { content, isError: true, ending, conclusion: ports.words.notAllowed }
      return { outcome, endsTurn: given.interrupt === true }
    }
    case 'allow': {
      if (given.updatedInput === undefined) return goOn(await runTool(call, ports))
      const changed = ToolCall.safeParse({ name: call.name, input: given.updatedInput })
      if (!changed.success) {
        return goOn(failedBecause(ports.words.unusable(describeIssues(changed.error))))
      }
      ports.writer.changeUse(changed.data)
      return goOn(await runTool(changed.data, ports))
    }
    default:
      return unreachable(given)
  }
}

function goOn(outcome: ToolOutcome): Permitted {
  return { outcome, endsTurn: false }
}

/** A command is waited for even when it is stopped: it says what it had written. */
function runTool(
  call: ToolCall,
  { cwd, clock, signal, writer, words, keptFor }: ToolPorts
): Promise<ToolOutcome> {
  switch (call.name) {
    case 'LS':
      return unlessStopped(listFolder(cwd, call.input.path, words), signal)
    case 'Read':
      return unlessStopped(readFile(cwd, call.input.file_path, words), signal)
    case 'Grep':
      return unlessStopped(searchFiles(cwd, call.input, signal, undefined, words), signal)
    case 'Write':
      return unlessStopped(writeFile(cwd, call.input, words), signal)
    case 'Edit':
      return unlessStopped(editFile(cwd, call.input, words), signal)
    case 'Bash':
      return runCommand(call.input.command, {
        cwd,
        clock,
        signal,
        words,
        onProgress: (output) => writer.progress(output),
        ...(keptFor === undefined ? null : { keptFor })
      })
    default:
      return unreachable(call)
  }
}

function actOf(call: ToolCall, cwd: string): Act {
  switch (call.name) {
    case 'LS':
      return { what: 'list', subject: relativeTo(cwd, call.input.path) }
    case 'Read':
      return { what: 'read', subject: relativeTo(cwd, call.input.file_path) }
    case 'Write':
      return { what: 'write', subject: relativeTo(cwd, call.input.file_path) }
    case 'Edit':
      return { what: 'edit', subject: relativeTo(cwd, call.input.file_path) }
    case 'Grep':
      return { what: 'search_for', subject: call.input.pattern }
    case 'Bash':
      return { what: 'run', subject: call.input.command }
    default:
      return unreachable(call)
  }
}

function relativeTo(cwd: string, file: string): string {
  const relative = path.relative(cwd, file)
  return relative === '' ? '.' : relative
}
