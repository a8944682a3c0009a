/**
 * Where Claude Code is on this machine: the user's setting, the binary installed with the Agent
 * SDK, `claude` on the PATH of the login shell, then the places its installers use. Only by full paths, and never a
 * program that others may change: it would run as the person.
 */
import path from 'node:path'
import type { Parameters } from '../../../shared/errors.ts'
import { ourReadiness } from '../../ourFailure.ts'
import { installationAround } from '../../machine/installationFolder.ts'
import { canRun, findPrograms, isFullPath } from '../../machine/findProgram.ts'
import { thisPerson } from '../../machine/foreignHand.ts'
import type { Person } from '../../machine/foreignHand.ts'
import { firstTrusted } from '../../machine/trustedProgram.ts'
import type { TrustedProgram } from '../../machine/trustedProgram.ts'

export interface ExecutableSearch {
  /** What the user chose; nothing else is tried when it is set. */
  readonly setting: string | null
  /** Folders, as in `PATH`. */
  readonly searchPath: string
  readonly home: string
  /** Windows' `%APPDATA%`. */
  readonly appData?: string | undefined
  readonly platform: NodeJS.Platform
  readonly arch: string
  /**
   * A folder of Skein's own code: `node_modules` is looked for from here up to the folder it is installed in, never
   * above. Null, or in a package: the SDK's binary is not used.
   */
  readonly moduleRoot: string | null
  /** Whom it runs as; a test may be somebody else. Null: whose files are is not looked at, as on Windows. */
  readonly person?: Person | null
}

export type FoundExecutable =
  | { readonly found: true; readonly path: string }
  | {
      readonly found: false
      readonly reason: string
      readonly remedy: string
      /** The same, for a sentence in another language. */
      readonly why: Parameters
    }

export async function findClaude(search: ExecutableSearch): Promise<FoundExecutable> {
  const { setting, platform } = search
  if (setting !== null && setting !== '') return findChosen(setting, search)
  const onPath = (): Promise<readonly string[]> =>
    findPrograms('claude', { path: search.searchPath, platform })
  const places = [() => sdkBinaries(search), onPath, () => knownPlaces(search)]
  let refused: Extract<TrustedProgram, { kind: 'refused' }> | null = null
  for (const candidates of places) {
    const program = await firstOf(await candidates(), search)
    if (program.kind === 'found') return { found: true, path: program.path }
    if (program.kind === 'refused') refused ??= program
  }
  return refused === null ? notFound({ why: 'missing' }) : notStarted('unsafe', refused)
}

async function findChosen(setting: string, search: ExecutableSearch): Promise<FoundExecutable> {
  // A relative one would be another program in every folder.
  const program: TrustedProgram = isFullPath(setting, search.platform)
    ? await firstOf([setting], search)
    : { kind: 'missing' }
  switch (program.kind) {
    case 'found':
      return { found: true, path: program.path }
    case 'refused':
      return notStarted('chosen_unsafe', program)
    case 'missing':
      return notFound({ why: 'chosen_missing', file: setting })
  }
}

function notStarted(
  why: 'unsafe' | 'chosen_unsafe',
  { path: file, hand: { path: place, kind, by } }: Extract<TrustedProgram, { kind: 'refused' }>
): FoundExecutable {
  return notFound({ why, file, place, kind, by })
}

function notFound(why: Parameters): FoundExecutable {
  return { found: false, ...ourReadiness('agent_not_found', why), why }
}

/** The first that can be run and that nobody else may change. */
async function firstOf(files: readonly string[], search: ExecutableSearch): Promise<TrustedProgram> {
  const { platform, person = thisPerson() } = search
  const programs: string[] = []
  for (const file of files) {
    if (await canRun(file, platform)) programs.push(await realTarget(file, platform))
  }
  return firstTrusted(programs, person)
}

/** A program inside an archive cannot be started: the packaged app uses the user's own. */
function sdkBinaries(search: ExecutableSearch): string[] {
  const folders = search.moduleRoot === null ? [] : foldersOfInstallation(search.moduleRoot)
  const name = search.platform === 'win32' ? 'claude.exe' : 'claude'
  const packages = [`claude-agent-sdk-${search.platform}-${search.arch}`]
  if (search.platform === 'linux') packages.push(`claude-agent-sdk-linux-${search.arch}-musl`)
  return folders.flatMap((folder) =>
    packages.map((pack) => path.join(folder, 'node_modules', '@anthropic-ai', pack, name))
  )
}

/**
 * From `moduleRoot` up to the folder Skein is installed in. Above it lies what anybody may have put there: an AppImage
 * is mounted below `/tmp`, and on Windows everybody may make `C:\\node_modules`.
 */
function foldersOfInstallation(moduleRoot: string): readonly string[] {
  const installation = installationAround(moduleRoot)
  return installation.kind === 'package' ? [] : installation.folders
}

function knownPlaces({ platform, home, appData }: ExecutableSearch): string[] {
  if (platform === 'win32') {
    return [
      path.join(home, '.local', 'bin', 'claude.exe'),
      path.join(home, '.claude', 'local', 'claude.exe'),
      ...(appData === undefined ? [] : [path.join(appData, 'npm', 'claude.cmd')])
    ]
  }
  return [
    path.join(home, '.claude', 'local', 'claude'),
    path.join(home, '.local', 'bin', 'claude'),
    ...(platform === 'darwin' ? ['/opt/homebrew/bin/claude'] : []),
    '/usr/local/bin/claude',
    path.join(home, '.npm-global', 'bin', 'claude'),
    path.join(home, '.bun', 'bin', 'claude')
  ]
}

/** npm's `claude.cmd` needs a shell; the program it starts does not. */
async function realTarget(file: string, platform: NodeJS.Platform): Promise<string> {
  if (platform !== 'win32' || !/\.(?:cmd|bat|ps1)$/i.test(file)) return file
  const target = path.join(
    path.dirname(file),
    'node_modules',
    '@anthropic-ai',
    'claude-code',
    'bin',
    'claude.exe'
  )
  return (await canRun(target, platform)) ? target : file
}
