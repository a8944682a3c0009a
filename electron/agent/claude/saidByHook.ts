/**
 * What a hook has said to people, by the frame that tells of its output: as the line that Claude Code writes of it must
 * have it (`awaitedLines.ts`). Pure; called by `HookRecords`.
 */
import { z } from 'zod'
import { parseLine } from '../../transcript/record/fields.ts'
import { SUMMARY } from './awaitedLines.ts'
import type { Awaited } from './awaitedLines.ts'

const HookOutput = z.object({
  systemMessage: z.string().optional(),
  continue: z.boolean().optional(),
  stopReason: z.string().optional(),
  decision: z.string().optional(),
  reason: z.string().optional()
})

interface HookResponse {
  readonly hook_event: string
  readonly hook_name?: string | undefined
  readonly stdout?: string | undefined
  readonly stderr?: string | undefined
  readonly exit_code?: number | undefined
  readonly outcome?: string | undefined
}

/** What hooks of these say is written down nowhere, or with what it was said about. */
const unwritten: ReadonlySet<string> = new Set([
  'Notification',
  'PermissionRequest',
  'PostCompact',
  'PreCompact',
  'SessionEnd'
])
/**
 * What blocks one of these is no record of its own: it is the result of the tool, what a subagent is asked to go on
 * with, or a line that a frame of its own tells of.
 */
const blocksInWords: ReadonlySet<string> = new Set(['PreToolUse', 'SubagentStop', 'UserPromptSubmit'])
const INVALID = 'Hook JSON output validation failed'
/** What is said before a subagent begins is written down when it has ended. */
const beforeSubagent = /^PreToolUse:(?:Agent|Task)$/u

/** What of a hook's output is for people; what it says to the model alone is left out. */
export function wordsIn(response: HookResponse): Awaited[] {
  const { hook_event: event, hook_name: name, exit_code: exitCode = 0, outcome } = response
  const { stdout = '', stderr = '' } = response
  if (unwritten.has(event) || outcome === 'cancelled') return []
  const ofHook = name === undefined ? '' : `"hookName":${JSON.stringify(name)}`
  const summed = event === 'Stop' ? SUMMARY : ofHook
  const isBeforeTool = event === 'PreToolUse' || event === 'SubagentStop'
  const late = beforeSubagent.test(name ?? '') ? { looks: 1 } : null
  const awaited = (words: string | undefined, kind: string, isBefore = isBeforeTool): Awaited[] => {
    const [line = ''] = words?.trim().split('\n') ?? []
    return line === ''
      ? []
      : [{ words: JSON.stringify(line).slice(1, -1), kind, isBeforeTool: isBefore, ...late }]
  }
  const blocks = blocksInWords.has(event)
  if (exitCode === 2 && blocks) return []
  if (exitCode !== 0) return awaited(stderr.trim() === '' ? 'No stderr output' : stderr, summed)
  if (stderr.startsWith(INVALID)) return awaited(INVALID, summed)
  const { systemMessage, continue: goesOn, stopReason, decision, reason } = outputIn(stdout) ?? {}
  const stops = goesOn === false && event !== 'UserPromptSubmit'
  return [
    ...awaited(systemMessage, ofHook),
    ...(stops ? awaited(stopReason ?? stoppedBy(event), summed, false) : []),
    ...(decision === 'block' && !blocks ? awaited(reason, summed) : [])
  ]
}

/** What stands in the record of a hook that stops the agent and does not say why. */
function stoppedBy(event: string): string {
  return event === 'Stop' ? 'prevented continuation' : 'hook_stopped_continuation'
}

/** A hook that goes on by itself says so in its first line, and what it has to say in a later one. */
function outputIn(stdout: string): z.infer<typeof HookOutput> | undefined {
  const said = stdout.trim()
  const whole = HookOutput.safeParse(parseLine(Buffer.from(said))).data
  if (whole !== undefined || !said.includes('\n')) return whole
  const lines = said.split('\n').map((line) => HookOutput.safeParse(parseLine(Buffer.from(line))).data)
  return lines.findLast((line) => line !== undefined)
}
