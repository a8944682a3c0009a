/** The command that continues a session in a terminal. Pure. */
import type { AgentId } from '../../shared/ids.ts'

export interface TerminalPlace {
  readonly agent: AgentId
  readonly projectPath: string
  readonly sessionId: string
  /** The program a person chose; null: the one on the PATH. */
  readonly claudePath: string | null
  readonly windows: boolean
}

/** Null for an agent that has no program of its own. */
export function terminalCommand(place: TerminalPlace): string | null {
  if (place.agent !== 'claude') return null
  const quote = place.windows ? quoteWindows : quoteShell
  const program = place.claudePath === null ? 'claude' : quote(place.claudePath)
  // PowerShell and cmd both take this form.
  const go = place.windows ? `cd ${quote(place.projectPath)}; ` : `cd ${quote(place.projectPath)} && `
  return `${go}${place.windows && place.claudePath !== null ? '& ' : ''}${program} --resume ${place.sessionId}`
}

/** As every POSIX shell reads it: plain when nothing in it means something, else in single quotes. */
function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** As PowerShell reads it. */
function quoteWindows(text: string): string {
  return /^[\w:\\./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`
}
