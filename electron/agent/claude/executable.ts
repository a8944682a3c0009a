/**
 * Where Claude Code is on this machine: the user's setting, the binary installed with the Agent
 * SDK, `claude` on the PATH of the login shell, then the places its installers use.
 */
import { access, constants, stat } from 'node:fs/promises'
import path from 'node:path'
import which from 'which'
import { codeOf } from '../../../shared/errors.ts'

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
  /** `node_modules` is looked for here and in every folder above. Null: the SDK's binary is not used. */
  readonly moduleRoot: string | null
}

export type FoundExecutable =
  | { readonly found: true; readonly path: string }
  | { readonly found: false; readonly reason: string; readonly remedy: string }

const INSTALL =
  'Install Claude Code (https://code.claude.com/docs/en/setup), or choose its program in the settings, then try again.'

export async function findClaude(search: ExecutableSearch): Promise<FoundExecutable> {
  if (search.setting !== null && search.setting !== '') {
    return (await isProgram(search.setting, search.platform))
      ? { found: true, path: await realTarget(search.setting, search.platform) }
      : {
          found: false,
          reason: `The program chosen in the settings, ${search.setting}, does not exist or cannot be run.`,
          remedy:
            'Choose another program in the settings, or clear the choice to have Claude Code looked for.'
        }
  }
  const onPath = async (): Promise<string[]> => {
    const file = await which('claude', { path: search.searchPath, nothrow: true })
    return file === null ? [] : [file]
  }
  const places = [() => sdkBinaries(search), onPath, () => knownPlaces(search)]
  for (const candidates of places) {
    for (const file of await candidates()) {
      if (await isProgram(file, search.platform)) {
        return { found: true, path: await realTarget(file, search.platform) }
      }
    }
  }
  return { found: false, reason: 'Claude Code was not found on this machine.', remedy: INSTALL }
}

/** A program inside an archive cannot be started: the packaged app uses the user's own. */
function sdkBinaries(search: ExecutableSearch): string[] {
  if (search.moduleRoot === null) return []
  const name = search.platform === 'win32' ? 'claude.exe' : 'claude'
  const packages = [`claude-agent-sdk-${search.platform}-${search.arch}`]
  if (search.platform === 'linux') packages.push(`claude-agent-sdk-linux-${search.arch}-musl`)
  return foldersAbove(search.moduleRoot)
    .flatMap((folder) =>
      packages.map((pack) => path.join(folder, 'node_modules', '@anthropic-ai', pack, name))
    )
    .filter((file) => !/app\.asar[\\/]/.test(file))
}

function foldersAbove(folder: string): string[] {
  const parent = path.dirname(folder)
  return parent === folder ? [folder] : [folder, ...foldersAbove(parent)]
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

async function isProgram(file: string, platform: NodeJS.Platform): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false
    await access(file, platform === 'win32' ? constants.F_OK : constants.X_OK)
    return true
  } catch (error) {
    // Whatever stands there, it is nothing we could start: not there, not ours, or no path at all.
    return codeOf(error) === null ? Promise.reject(error) : false
  }
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
  return (await isProgram(target, platform)) ? target : file
}
