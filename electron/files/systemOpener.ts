/** How each system opens a file, and how it shows one that must not be started. Pure. */
import { posix, win32 } from 'node:path'

export interface Start {
  readonly program: string
  readonly args: readonly string[]
}

/** What a system would run rather than show, wherever it came from. */
const startedAnywhere =
  '.app .appimage .bat .cmd .com .command .desktop .exe .jar .jnlp .lnk .ps1 .run .sh .terminal .tool .workflow'
/** Windows gives these to a script host, an interpreter or an installer. */
const startedByWindows =
  '.ahk .application .appref-ms .au3 .cpl .gadget .hta .inf .js .jse .msc .msi .msp .pif .pl .psm1 .py .pyc .pyw .pyz .pyzw .rb .rbw .reg .scf .scr .settingcontent-ms .tcl .url .vb .vbe .vbs .ws .wsc .wsf .wsh'

const started: ReadonlySet<string> = new Set(startedAnywhere.split(' '))
const startedOnWindows: ReadonlySet<string> = new Set([...started, ...startedByWindows.split(' ')])

/** Files that are programs, or name one, are shown in their folder and never started. */
export function systemOpener(
  file: { readonly path: string; readonly isExecutable: boolean },
  platform: NodeJS.Platform
): Start {
  const isWindows = platform === 'win32'
  const { dirname, extname } = isWindows ? win32 : posix
  // Windows does not look at dots and spaces at the end of a name.
  const type = extname(file.path.replace(isWindows ? /[. ]+$/u : '', '')).toLowerCase()
  const isProgram = file.isExecutable || (isWindows ? startedOnWindows : started).has(type)
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: isProgram ? ['-R', file.path] : [file.path] }
    case 'win32':
      return { program: 'explorer.exe', args: isProgram ? ['/select,', file.path] : [file.path] }
    default:
      return { program: 'xdg-open', args: [isProgram ? dirname(file.path) : file.path] }
  }
}
