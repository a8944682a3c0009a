/** Folders that attack whoever reads them with git: a repository that waits for its chance, and a canary that tells. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  unlinkSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const nobody = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 't',
  GIT_AUTHOR_EMAIL: 't@t',
  GIT_COMMITTER_NAME: 't',
  GIT_COMMITTER_EMAIL: 't@t'
}

/** Git as nobody: no configuration and no identity of the machine's person. */
export function pureGit(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', ['-C', folder, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, ...nobody }
  })
}

/** What a list yields, in one sorted piece. */
export async function allOf(batches: AsyncIterable<string[]>): Promise<string[]> {
  const all: string[] = []
  for await (const batch of batches) all.push(...batch)
  return all.toSorted()
}

export interface Attack {
  /** Everything lies in it, and goes with it. */
  readonly folder: string
  /** The folder a person would open. */
  readonly project: string
  /** A script without arguments: whoever runs it is told by `hasRun`. */
  readonly program: string
  hasRun(): boolean
  /** Removes everything. */
  remove(): void
}

/** What is in the folder and must be listed, whatever happens. */
export const filesOfAttack: readonly string[] = [
  '.gitattributes',
  '.gitignore',
  'a.txt',
  'b.txt',
  'sub/c.txt',
  'sub/d.txt'
]

const hooks = [
  'post-index-change',
  'fsmonitor-watchman',
  'query-watchman',
  'post-checkout',
  'reference-transaction'
]

/** A folder with a canary and nothing else; whoever asked for it removes it. */
export function canary(): Attack {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'skein-attack-')))
  const programs = join(folder, 'programs')
  const ran = join(folder, 'ran')
  mkdirSync(programs)
  const script = `#!/bin/sh\necho "$0 $*" >> '${ran}'\nexit 1\n`
  for (const name of ['canary', 'git', 'git-remote-canary', ...hooks]) {
    writeFileSync(join(programs, name), script, { mode: 0o755 })
  }
  return {
    folder,
    project: join(folder, 'project'),
    program: join(programs, 'canary'),
    hasRun: () => existsSync(ran),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A repository of two commits with work in it, every attribute set to a driver called `x`, and a `.gitignore` that is
 * skipped in the working tree and missing among the objects, as in a partial clone.
 */
export function attack(): Attack {
  const made = canary()
  const { project } = made
  mkdirSync(join(project, 'sub'), { recursive: true })
  const put = (name: string, text: string): void => writeFileSync(join(project, name), text)
  put('.gitattributes', '*.txt diff=x filter=x merge=x\n')
  put('.gitignore', '*.log\n')
  put('a.txt', 'one\n')
  put('b.txt', 'one\n')
  put('sub/c.txt', 'one\n')
  put('sub/.gitignore', 'only here\n')
  pureGit(project, 'init', '--quiet', '--initial-branch=main', '--template=')
  pureGit(project, 'add', '--all')
  pureGit(project, 'commit', '--quiet', '--message', 'one')
  put('a.txt', 'two\n')
  pureGit(project, 'commit', '--quiet', '--all', '--message', 'two')
  put('a.txt', 'six\n')
  utimesSync(join(project, 'b.txt'), 1, 1)
  // New, so that git wants to know whether the missing rules ignore it.
  put('sub/d.txt', '')
  const missing = pureGit(project, 'rev-parse', 'HEAD:sub/.gitignore').trim()
  pureGit(project, 'update-index', '--skip-worktree', 'sub/.gitignore')
  unlinkSync(join(project, 'sub', '.gitignore'))
  rmSync(join(project, '.git', 'objects', missing.slice(0, 2), missing.slice(2)), { force: true })
  mkdirSync(join(project, '.git', 'hooks'), { recursive: true })
  return made
}

/** Adds to the configuration of a repository, as its attacker would. */
export function plant(
  gitFolder: string,
  settings: readonly (readonly [key: string, value: string])[],
  file = 'config'
): void {
  const lines = settings.map(([key, value]) => {
    const first = key.indexOf('.')
    const last = key.lastIndexOf('.')
    const quoted = (text: string): string => `"${text.replaceAll(/["\\]/gu, String.raw`\$&`)}"`
    const inside = first === last ? '' : ` ${quoted(key.slice(first + 1, last))}`
    return `[${key.slice(0, first)}${inside}]\n\t${key.slice(last + 1)} = ${quoted(value)}\n`
  })
  writeFileSync(join(gitFolder, file), lines.join(''), { flag: 'a' })
}

/** A copy of a folder that was made before, with a canary of its own. */
export function copyOf(made: Attack): Attack {
  const copied = canary()
  cpSync(made.project, copied.project, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
  return copied
}

/** Reads of git's that later parts of Skein will want, with the names of two commits. */
export function readsOf(first: string, second: string): readonly (readonly string[])[] {
  return [
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    ['status', '-z', '--porcelain'],
    ['diff-files', '-z', '-p'],
    ['diff', '--ext-diff', '--textconv', first, second],
    ['log', '-p', '--show-signature', second],
    ['show', second],
    ['grep', '-z', '--textconv', 'one'],
    ['blame', second, '--', 'a.txt'],
    ['cat-file', '--textconv', `${second}:a.txt`],
    ['cat-file', '--filters', `${second}:a.txt`],
    ['for-each-ref'],
    ['config', '-z', '--list']
  ]
}

/** The same with git as it is, for whom the folder's word is law: shows that the canary would sing. */
export function plainGit({ project, folder }: Attack, args: readonly string[]): void {
  spawnSync('git', ['-C', project, ...args], {
    stdio: 'ignore',
    timeout: 10_000,
    env: { ...process.env, ...nobody, PATH: `${process.env['PATH'] ?? ''}:${join(folder, 'programs')}` }
  })
}
