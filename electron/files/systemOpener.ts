/** How each system opens a file, and how it shows one that might run: in its folder. Pure. */
import { posix, win32 } from 'node:path'
import { isShownKind } from './shownKinds.ts'

export interface Start {
  readonly program: string
  readonly args: readonly string[]
}

export interface OpenedFile {
  /** Behind all links: what a link is called decides nothing. */
  readonly path: string
  readonly isExecutable: boolean
  readonly isFolder?: boolean
  /** The beginning of a file whose name has no extension; without it such a one is shown in its folder. */
  readonly head?: Uint8Array | null
}

/** Only what is shown, played or edited is opened; everything else is shown in its folder and never started. */
export function systemOpener(file: OpenedFile, platform: NodeJS.Platform): Start {
  const { basename, dirname } = platform === 'win32' ? win32 : posix
  const name = basename(file.path)
  // A folder with an extension is an app or a document to some systems; `.github` has none.
  const isShown =
    file.isFolder === true
      ? !name.slice(1).includes('.')
      : !file.isExecutable && isShownKind(name, file.head ?? null, platform)
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: isShown ? [file.path] : ['-R', file.path] }
    case 'win32':
      return { program: 'explorer.exe', args: isShown ? [file.path] : ['/select,', file.path] }
    default:
      return { program: 'xdg-open', args: [isShown ? file.path : dirname(file.path)] }
  }
}
