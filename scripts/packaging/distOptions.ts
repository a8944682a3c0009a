/** What `npm run dist` was asked for. */

export interface DistOptions {
  /** Folder, from the project's. */
  readonly out: string
  /** A repository on GitHub. */
  readonly updates: { readonly owner: string; readonly name: string } | null
  readonly isOnlyFolder: boolean
  /** For electron-builder. */
  readonly rest: readonly string[]
}

/** Throws with a sentence when one of our own is used wrongly. */
export function readDistOptions(args: readonly string[]): DistOptions {
  const rest: string[] = []
  let out = 'dist'
  let updates: DistOptions['updates'] = null
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] ?? ''
    if (arg === '--out' || arg === '--updates') {
      const value = args[(at += 1)]
      if (value === undefined || value.startsWith('-')) throw new Error(`${arg} needs a value.`)
      if (arg === '--out') out = value
      else updates = readRepository(value)
    } else rest.push(arg)
  }
  return { out, updates, isOnlyFolder: rest.includes('--dir'), rest }
}

function readRepository(text: string): { readonly owner: string; readonly name: string } {
  const [owner, name, ...more] = text.split('/')
  const isName = (part: string | undefined): part is string => part !== undefined && /^[\w.-]+$/u.test(part)
  if (!isName(owner) || !isName(name) || more.length > 0)
    throw new Error(`--updates takes OWNER/NAME, not ${text}.`)
  return { owner, name }
}
