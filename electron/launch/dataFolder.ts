/**
 * Where Skein keeps what belongs to the user: database, transcripts, journals, token. The desktop
 * app and browser mode share the folder. Called by both composition roots.
 */
import { homedir } from 'node:os'
import { posix, resolve, win32 } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly home: string
}

const theseSurroundings: Surroundings = {
  platform: process.platform,
  env: process.env,
  home: homedir()
}

/** The folder a person asked for, else `SKEIN_DATA`, else this system's place for user data. */
export function dataFolder(asked: string | null, around: Surroundings = theseSurroundings): string {
  const wanted = asked ?? around.env['SKEIN_DATA'] ?? ''
  return wanted === '' ? defaultDataFolder(around) : resolve(wanted)
}

/** macOS: `~/Library/Application Support/Skein`; Windows: `%APPDATA%\Skein`; else the XDG data home. */
function defaultDataFolder({ platform, env, home }: Surroundings): string {
  switch (platform) {
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Skein')
    case 'win32':
      return win32.join(env['APPDATA'] ?? win32.join(home, 'AppData', 'Roaming'), 'Skein')
    default: {
      const xdg = env['XDG_DATA_HOME'] ?? ''
      // The XDG rules: a relative path there is invalid and ignored.
      return posix.join(posix.isAbsolute(xdg) ? xdg : posix.join(home, '.local', 'share'), 'Skein')
    }
  }
}
