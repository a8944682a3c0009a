/**
 * An Electron in which everything is where electron-builder looks for it, and nothing runs: enough to make packages
 * around, where the real one cannot be fetched. Its executable has a fuse wire, so fuses are really set.
 */
import { appendFile, chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { root } from '../../scripts/run.ts'

/** github.com/electron/fuses: the words before the wire, its version, its length, a character for each fuse. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('100011110')
])
const fromRoot = createRequire(join(root, 'package.json'))
const { version } = z.object({ version: z.string() }).parse(fromRoot('electron/package.json'))

export type System = 'linux' | 'win' | 'mac'

/** Writes the distribution for `system` into `folder`. */
export async function writeDummyElectron(folder: string, system: System): Promise<void> {
  const files: Record<string, string | Buffer> = {
    version,
    LICENSE: 'Electron',
    'LICENSES.chromium.html': '<p>Chromium</p>',
    ...parts[system]
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
  if (system === 'linux') await chmod(join(folder, 'electron'), 0o755)
  if (system === 'win') await writeExecutable(join(folder, 'electron.exe'))
}

const framework = 'Electron.app/Contents/Frameworks/Electron Framework.framework'
const paks = Object.fromEntries(['de', 'en-US', 'fr', 'zh-CN'].map((name) => [`locales/${name}.pak`, name]))

const parts: Record<System, Record<string, string | Buffer>> = {
  linux: {
    electron: Buffer.concat([Buffer.from('#!/bin/sh\nexit 0\n'), FUSE_WIRE]),
    'chrome-sandbox': 'sandbox',
    chrome_crashpad_handler: 'crashpad',
    'resources/default': 'kept by nobody',
    ...paks
  },
  win: { 'resources/default': 'kept by nobody', 'ffmpeg.dll': 'ffmpeg', ...paks },
  mac: {
    'Electron.app/Contents/Info.plist': plist('Electron'),
    'Electron.app/Contents/MacOS/Electron': 'electron',
    'Electron.app/Contents/Resources/electron.icns': 'icns',
    [`${framework}/Electron Framework`]: FUSE_WIRE,
    ...Object.fromEntries(
      ['de', 'en', 'fr'].map((name) => [`${framework}/Versions/A/Resources/${name}.lproj/locale.pak`, name])
    ),
    'Electron.app/Contents/Resources/en.lproj/locale.pak': 'en',
    ...Object.fromEntries(
      ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].flatMap((kind) => {
        const name = `Electron Helper${kind}`
        const inside = `Electron.app/Contents/Frameworks/${name}.app/Contents`
        return [
          [`${inside}/Info.plist`, plist(name)],
          [`${inside}/MacOS/${name}`, 'helper']
        ]
      })
    )
  }
}

function plist(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleName</key><string>${name}</string>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIdentifier</key><string>com.github.Electron</string>
</dict></plist>
`
}

/** Icon and version are written into the executable of Windows, which has to be one: any will do. */
async function writeExecutable(path: string): Promise<void> {
  const any = join(dirname(fromRoot.resolve('electron-winstaller/package.json')), 'vendor', 'rcedit.exe')
  await copyFile(any, path)
  await appendFile(path, FUSE_WIRE)
}
