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
const harmless = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'core.quotePath=false'
]

/**
 * Yields paths relative to `folder` in batches as they come. Throws when git is missing, the folder is
 * in no repository, or git was stopped.
 */
export async function* listWithGit(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  const git = spawn(
    'git',
    [
      ...harmless,
      '-C',
      folder,
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--deduplicate'
    ],
    {
      env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      stdio: ['ignore', 'pipe', 'ignore'],
      windowsHide: true,
      signal: AbortSignal.any([signal, AbortSignal.timeout(GIT_LIMIT_MS)])
    }
  )
  const ended = new Promise<number | null>((resolve, reject) => {
    git.once('error', reject)
    git.once('close', (code) => resolve(code))
  })
  // Awaited below; until then a failure to start must not count as unhandled.
  ended.catch(() => undefined)
  let rest = ''
  git.stdout.setEncoding('utf8')
  for await (const chunk of git.stdout) {
    const parts = (rest + String(chunk)).split('\0')
    rest = parts.pop() ?? ''
    if (parts.length > 0) yield parts
  }
  const code = await ended
  if (code !== 0) throw new Error(`git ended with ${code ?? 'a signal'}`)
}
