/** The command that continues a session in a terminal. Pure. */
import type { CommandTemplate } from '../../shared/protocol.ts'

export interface TerminalPlace {
  /** As the agent declares it; null: it has none. */
  readonly command: CommandTemplate | null
  readonly projectPath: string
  /** As the agent calls the session. */
  readonly sessionId: string
  readonly windows: boolean
}

/** Null for an agent that has no program of its own. */
export function terminalCommand({ command, projectPath, sessionId, windows }: TerminalPlace): string | null {
  if (command === null) return null
  const quote = windows ? quoteWindows : quoteShell
  const isPath = /[/\\]/u.test(command.program)
  const values = command.arguments.map((argument) => quote(argument.replaceAll('{session}', sessionId)))
  // PowerShell and cmd both take this form.
  const go = windows ? `cd ${quote(projectPath)}; ` : `cd ${quote(projectPath)} && `
  return `${go}${windows && isPath ? '& ' : ''}${[quote(command.program), ...values].join(' ')}`
}

/** As every POSIX shell reads it: plain when nothing in it means something, else in single quotes. */
function quoteShell(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}

/** As PowerShell reads it. */
function quoteWindows(text: string): string {
  return /^[\w:\\./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "''")}'`
}
