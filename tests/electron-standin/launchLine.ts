/** What Electron was started with, read from its command line. Called by boot.ts. */

export interface LaunchLine {
  /** Modules of `-r`: Playwright's loader. */
  readonly requires: readonly string[]
  /** `--name=value` and `--name`, without the dashes; a switch without a value has the empty string. */
  readonly switches: ReadonlyMap<string, string>
  /** Folder or file of the app. */
  readonly app: string
}

export function readLaunchLine(args: readonly string[]): LaunchLine {
  const requires: string[] = []
  const switches = new Map<string, string>()
  const rest: string[] = []
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? ''
    if (arg === '-r' || arg === '--require') requires.push(args[++index] ?? '')
    else if (arg.startsWith('--')) switches.set(...nameAndValue(arg.slice(2)))
    else rest.push(arg)
  }
  return { requires, switches, app: rest[0] ?? '.' }
}

function nameAndValue(text: string): [string, string] {
  const equals = text.indexOf('=')
  return equals === -1 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)]
}
