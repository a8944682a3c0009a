/**
 * The folder Skein is installed in, told from where its code lies: sources are in `electron/`, what is built in `out/`.
 * No folder above it is ever looked in, because anybody may write to some of those: a package is mounted or unpacked
 * below `/tmp`, a drive's top folder is everybody's. Asked for `package.json` and for the Agent SDK's program. Pure.
 */
import { basename, dirname } from 'node:path'

export interface InstallationFolder {
  /** A package is one archive, and nothing beside it is part of it. */
  readonly kind: 'package' | 'sources'
  /** From the code's own folder up to the installation's, which is the last. */
  readonly folders: readonly string[]
}

/** `from` is a folder of this code (`import.meta.dirname`). One that is in neither stands for itself. */
export function installationAround(from: string): InstallationFolder {
  const kind = /(?:^|[\\/])app\.asar(?:\.unpacked)?(?:[\\/]|$)/iu.test(from) ? 'package' : 'sources'
  return { kind, folders: foldersUpTo(from) ?? [from] }
}

const tops: ReadonlySet<string> = new Set(['electron', 'out'])
/** `electron/agent/claude`, `out/main/chunks`: no code of ours lies deeper. */
const DEEPEST = 3

function foldersUpTo(folder: string, deepest = DEEPEST): readonly string[] | null {
  const above = dirname(folder)
  if (above === folder || deepest === 0) return null
  if (tops.has(basename(folder))) return [folder, above]
  const rest = foldersUpTo(above, deepest - 1)
  return rest === null ? null : [folder, ...rest]
}
