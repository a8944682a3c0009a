/** Finds the paths in a command that lead out of the project, so that the card can show them in red. Pure. */
import { isOutside } from '../transcript/tools/relativePath.ts'

export interface CommandRun {
  readonly text: string
  readonly outside: boolean
}

/** A path at the beginning of a word: `/etc/x`, `~/x`, `../x`, `C:\x`; also after `=` or a quote. */
const PATH =
  /(^|[\s"'=(:<>])(?!\/\/)((?:~|\.\.?)?\/[^\s"'`;|&()<>]*|\.\.(?=$|[\s"'])|~(?=$|[\s"'])|[A-Za-z]:\\[^\s"']*)/g
/** Everybody writes to these; red would cry wolf. */
const HARMLESS = new Set(['/dev/null', '/dev/stdout', '/dev/stderr', '/'])

export function commandPaths(command: string, projectPath: string): readonly CommandRun[] {
  const runs: CommandRun[] = []
  let from = 0
  for (const match of command.matchAll(PATH)) {
    const path = match[2] ?? ''
    if (HARMLESS.has(path) || !isOutside(path, projectPath)) continue
    const start = match.index + (match[1]?.length ?? 0)
    if (start > from) runs.push({ text: command.slice(from, start), outside: false })
    runs.push({ text: path, outside: true })
    from = start + path.length
  }
  if (from < command.length) runs.push({ text: command.slice(from), outside: false })
  return runs
}
