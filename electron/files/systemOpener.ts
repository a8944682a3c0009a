/** How each system opens a file, and how it shows one that must not be started. Pure. */
import { dirname, extname } from 'node:path'

export interface Start {
  readonly program: string
  readonly args: readonly string[]
}

/** What the system would run rather than show. */
const started = new Set(
  '.app .appimage .bat .cmd .com .command .cpl .desktop .exe .hta .jar .js .jse .lnk .msc .msi .pif .ps1 .reg .run .scr .sh .tool .url .vb .vbs .wsf .wsh .workflow'.split(
    ' '
  )
)

/** Files that are programs, or name one, are shown in their folder and never started. */
export function systemOpener(
  file: { readonly path: string; readonly isExecutable: boolean },
  platform: NodeJS.Platform
): Start {
  const isProgram = file.isExecutable || started.has(extname(file.path).toLowerCase())
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: isProgram ? ['-R', file.path] : [file.path] }
    case 'win32':
      return { program: 'explorer.exe', args: isProgram ? [`/select,${file.path}`] : [file.path] }
    default:
      return { program: 'xdg-open', args: [isProgram ? dirname(file.path) : file.path] }
  }
}
