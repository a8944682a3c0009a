/**
 * The files of a folder as git sees them: tracked, and new ones that no rule ignores. The fastest truth
 * where there is a repository. Used by `listFiles.ts`.
 */
import { spawn } from 'node:child_process'

/** Milliseconds after which git is given up: a repository on a dead network drive must not hold anything. */
const GIT_LIMIT_MS = 60_000

/**
 * Nothing the repository configures may run: a folder that was only opened is not trusted.
 * `core.fsmonitor` names a program git would start by itself.
 */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null']

/** The mode of an entry that is a repository of its own, as `ls-files --stage` has it. */
const submodule = '160000 '

/**
 * Yields paths relative to `folder` in batches as they come; a repository inside ends with `/` and is not
 * looked into. Throws when git is missing, the folder is in no repository, or git was stopped.
 */
export async function* listWithGit(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  const limited = AbortSignal.any([signal, AbortSignal.timeout(GIT_LIMIT_MS)])
  // Tracked ones first: they are in git's index, while new ones are looked for in every folder.
  for await (const entries of git(folder, ['--cached', '--stage'], limited)) {
    yield entries.flatMap((entry, index) => {
      const path = pathOf(entry)
      // A file in conflict stands there up to three times.
      if (index > 0 && pathOf(entries[index - 1] ?? '') === path) return []
      return entry.startsWith(submodule) ? `${path}/` : path
    })
  }
  yield* git(folder, ['--others', '--exclude-standard'], limited)
}

/** `100644 HASH 0<tab>PATH` */
function pathOf(entry: string): string {
  return entry.slice(entry.indexOf('\t') + 1)
}

async function* git(folder: string, wish: readonly string[], signal: AbortSignal): AsyncGenerator<string[]> {
  const child = spawn('git', [...harmless, '-C', folder, 'ls-files', '-z', ...wish], {
    env: environment(process.env),
    stdio: ['ignore', 'pipe', 'ignore'],
    windowsHide: true,
    signal
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
  // Awaited below; until then a failure to start must not count as unhandled.
  ended.catch(() => undefined)
  let rest = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    const parts = (rest + String(chunk)).split('\0')
    rest = parts.pop() ?? ''
    if (parts.length > 0) yield parts
  }
  const code = await ended
  if (code !== 0) throw new Error(`git ended with ${code ?? 'a signal'}`)
}

/** Without what names another repository than the folder's own, as a git hook that started us would. */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(own).filter(([name]) => !name.startsWith('GIT_'))
  return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' }
}
