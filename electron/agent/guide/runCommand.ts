/** The guide's `run`: a command's end in words. Called once it is allowed. */
import { unreachable } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { KeptFor } from '../processLedger.ts'
import { byteSize } from './byteSize.ts'
import { LiveOutput } from './liveOutput.ts'
import { processCommand } from './processCommand.ts'
import type { CommandResult } from './processCommand.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

export interface RunLimits {
  readonly timeLimitMs: number
  readonly outputLimit: number
}

const usualLimits: RunLimits = { timeLimitMs: 10 * 60 * 1000, outputLimit: 200 * 1024 }

export interface RunPorts {
  readonly cwd: string
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Called with the newest of what it has written while it runs. Must not throw. */
  readonly onProgress: (output: string) => void
  /** English unless told otherwise. */
  readonly words?: GuideWords
  /** Where its process is written down while it runs. Absent: nowhere. */
  readonly keptFor?: KeptFor
}

/** Never rejects; aborting `signal` ends the command, and the outcome says what it had written. */
export async function runCommand(
  command: string,
  { cwd, clock, signal, onProgress, keptFor, words = en }: RunPorts,
  limits: RunLimits = usualLimits
): Promise<ToolOutcome> {
  const live = new LiveOutput({ clock, show: onProgress })
  const onText = (text: string): void => live.add(text)
  const result = await processCommand({
    command,
    cwd,
    clock,
    signal,
    onText,
    ...limits,
    ...(keptFor === undefined ? null : { keptFor })
  })
  live.close()
  const { end } = result
  const output = outputOf(result, limits, words)
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? { content: output, isError: false, conclusion: words.ran.done }
        : failed(`Exit code ${end.code}`, output, words.ran.exited(end.code))
    case 'killed':
      return failed(`Ended by ${end.signal}`, output, words.ran.killed(end.signal))
    case 'stopped':
      return {
        ...failed('Stopped before it was done', output, words.ran.stopped),
        ending: { kind: 'stopped' }
      }
    case 'timed_out': {
      const minutes = Math.round(limits.timeLimitMs / 60_000)
      return failed(words.ran.stoppedAfter(minutes), output, words.ran.tooLong(minutes))
    }
    case 'not_started':
      return failed(words.ran.notBegun, end.reason, words.ran.notStarted(end.reason))
    default:
      return unreachable(end)
  }
}

function failed(head: string, output: string, conclusion: string): ToolOutcome {
  return { content: output === '' ? head : `${head}\n${output}`, isError: true, conclusion }
}

function outputOf(
  { output, outputBytes }: CommandResult,
  { outputLimit }: RunLimits,
  words: GuideWords
): string {
  if (outputBytes <= outputLimit) return output
  return `${output}\n${words.ran.cut(byteSize(outputLimit, words), byteSize(outputBytes, words))}`
}
