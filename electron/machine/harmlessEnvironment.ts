/**
 * An environment in which the current folder means nothing. Lists of folders in it (`PATH`, where libraries are, where
 * the system's own settings are) mean that folder by an empty or relative entry, and agents and their shells work in
 * folders that nobody may trust. The launcher of an AppImage makes such entries itself. Called for our own process by
 * `launch/standAside.ts` and for agents by their adapters. Pure.
 */
import { posix } from 'node:path'
import { cleanPath } from './findProgram.ts'
import { systemPath, windowsProgram } from './systemProgram.ts'
import { pathName } from './trustedProgram.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Without one, a list has no meaning of its own: it is left out. */
const lists = [
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'DYLD_FRAMEWORK_PATH',
  'DYLD_FALLBACK_LIBRARY_PATH',
  'DYLD_FALLBACK_FRAMEWORK_PATH',
  'XDG_DATA_DIRS',
  'XDG_CONFIG_DIRS'
] as const

/** What is to be set, and with undefined what is to be removed; all else stays as it is. */
export function harmlessEnvironment(env: Env, platform: NodeJS.Platform): Record<string, string | undefined> {
  const name = pathName(env)
  const path = cleanPath(env[name], platform)
  if (platform === 'win32') {
    return {
      [name]: path,
      // Windows and its command processor look in the current folder first, unless this is set.
      NoDefaultCurrentDirectoryInExePath: '1',
      // By this Node and cross-spawn find the command processor.
      [nameOf(env, 'ComSpec')]: windowsProgram('cmd.exe', env)
    }
  }
  return {
    // An empty one would mean the current folder, too.
    [name]: path === '' ? systemPath : path,
    ...harmlessLists(env),
    ...(isFullOrUnset(env['SHELL']) ? null : { SHELL: undefined })
  }
}

/** The lists that are not as they should be. */
function harmlessLists(env: Env): Record<string, string | undefined> {
  const changed: Record<string, string | undefined> = {}
  for (const name of lists) {
    const value = env[name]
    if (value === undefined) continue
    // The loader of Linux takes a semicolon, too.
    const entries = value.split(name.startsWith('LD_') ? /[:;]/u : ':')
    const kept = entries.filter((folder) => posix.isAbsolute(folder))
    if (kept.length < entries.length) changed[name] = kept.length === 0 ? undefined : kept.join(':')
  }
  return changed
}

function isFullOrUnset(path: string | undefined): boolean {
  return path === undefined || posix.isAbsolute(path)
}

/** Windows does not tell `ComSpec` from `COMSPEC`, an object does. */
function nameOf(env: Env, wanted: string): string {
  return Object.keys(env).find((name) => name.toUpperCase() === wanted.toUpperCase()) ?? wanted
}
