/** The guide's `run`: a command's end in words. Called once it is allowed. */
import { unreachable } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { KeptFor } from '../processLedger.ts'
import { byteSize } from './byteSize.ts'
import { LiveOutput } from './liveOutput.ts'
import { processCommand } from './processCommand.ts'
import type { CommandResult } from './processCommand.ts'
import type { ToolOutcome } from './toolCall.ts'

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
  /** Where its process is written down while it runs. Absent: nowhere. */
  readonly keptFor?: KeptFor
}

/** Never rejects; aborting `signal` ends the command, and the outcome says what it had written. */
export async function runCommand(
  command: string,
  { cwd, clock, signal, onProgress, keptFor }: RunPorts,
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
  const output = outputOf(result, limits)
  switch (end.type) {
    case 'exited':
      return end.code === 0
        ? { content: output, isError: false, conclusion: 'The command is done (exit code 0).' }
        : failed(`Exit code ${end.code}`, output, `The command ended with exit code ${end.code}.`)
    case 'killed':
      return failed(`Ended by ${end.signal}`, output, `The command was ended by ${end.signal}.`)
    case 'stopped':
      return failed('Stopped before it was done', output, 'The command was stopped.')
    case 'timed_out': {
      const limit = `${Math.round(limits.timeLimitMs / 60_000)} minutes`
      return failed(
        `Stopped after ${limit}`,
        output,
        `The command was stopped: it took longer than ${limit}.`
      )
    }
    case 'not_started':
      return failed('Not started', end.reason, `The command could not be started: ${end.reason}.`)
    default:
      return unreachable(end)
  }
}

function failed(head: string, output: string, conclusion: string): ToolOutcome {
  return { content: output === '' ? head : `${head}\n${output}`, isError: true, conclusion }
}

function outputOf({ output, outputBytes }: CommandResult, { outputLimit }: RunLimits): string {
  if (outputBytes <= outputLimit) return output
  return `${output}\n[Only the first ${byteSize(outputLimit)} of ${byteSize(outputBytes)} are kept.]`
}
