/** The commands of an agent that fit what was written, best first. Pure. */
import type { AgentCommand } from '../../../shared/steering.ts'

export interface CommandMatch {
  readonly command: AgentCommand
  /** Which UTF-16 units of the name match, ascending. */
  readonly positions: readonly number[]
}

export function matchCommands(commands: readonly AgentCommand[], query: string): readonly CommandMatch[] {
  const wanted = query.toLowerCase()
  return commands
    .flatMap((command) => {
      const rank = rankOf(command, wanted)
      return rank === null ? [] : [{ command, rank, positions: positionsOf(command.name, wanted) }]
    })
    .toSorted((a, b) => a.rank - b.rank || a.command.name.localeCompare(b.command.name))
    .map(({ command, positions }) => ({ command, positions }))
}

/** Smaller is better: at the beginning, after a sign, inside the name, in the description; null: not at all. */
function rankOf({ name, description }: AgentCommand, wanted: string): number | null {
  const at = name.toLowerCase().indexOf(wanted)
  if (at === 0) return 0
  if (at > 0) return /[^\p{L}\p{N}]/u.test(name[at - 1] ?? '') ? 1 : 2
  return description.toLowerCase().includes(wanted) ? 3 : null
}

function positionsOf(name: string, wanted: string): readonly number[] {
  const at = name.toLowerCase().indexOf(wanted)
  return at === -1 ? [] : Array.from({ length: wanted.length }, (_, index) => at + index)
}

/** The command a message would be, when the agent does not know it; null otherwise. A path is no command. */
export function unknownCommand(text: string, commands: readonly AgentCommand[]): string | null {
  const name = /^\/(\p{L}[\p{L}\p{N}:_.-]*)(?:\s|$)/u.exec(text.trimStart())?.[1]
  if (name === undefined || commands.some((command) => command.name === name)) return null
  return name
}
