/**
 * The command `skein` on macOS, where a package is dragged into a folder and installs nothing: a link on the PATH to
 * the script inside the app, made when a person asks for it.
 */
import { lstat, mkdir, readlink, symlink, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { CommandOutcome } from '../../../shared/words/en/desktop/packaged.ts'

const commandPath = '/usr/local/bin/skein'

/** @param script full path inside the app. Rejects with what the disk says, but for missing rights. */
export async function linkCommand(script: string, link: string = commandPath): Promise<CommandOutcome> {
  if (/^\/Volumes\/|\/AppTranslocation\//u.test(script)) return { kind: 'moves' }
  const there = await pointsAt(link)
  if (there === script) return { kind: 'linked' }
  if (there !== null && !isOurs(there)) return { kind: 'taken', path: link }
  try {
    await mkdir(dirname(link), { recursive: true })
    if (there !== null) await unlink(link) // it led to another copy of Skein
    await symlink(script, link)
    return { kind: 'linked' }
  } catch (error) {
    const { code } = z.object({ code: z.string() }).parse(error)
    if (code !== 'EACCES' && code !== 'EPERM') throw error
    const quoted = `'${script.replaceAll("'", `'\\''`)}'`
    return {
      kind: 'forbidden',
      command: `sudo mkdir -p ${dirname(link)} && sudo ln -sf ${quoted} ${link}`
    }
  }
}

/** Where a link leads, or '' for what is no link; null when nothing is there. */
async function pointsAt(path: string): Promise<string | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : ''
  } catch {
    return null
  }
}

function isOurs(script: string): boolean {
  return script.endsWith('.app/Contents/Resources/bin/skein')
}
