/** The guide's `write`: one file of the project, whole. Called once it is allowed. */
import { constants, mkdir, open, stat } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import { byteSize } from './byteSize.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

/** Makes missing folders. Never rejects. */
export async function writeFile(
  cwd: string,
  input: { readonly file_path: string; readonly content: string },
  words: GuideWords = en
): Promise<ToolOutcome> {
  const place = await projectPath(cwd, input.file_path, words)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  try {
    const before = await kindOf(real)
    if (before === 'folder') return failedBecause(words.file.folderToWrite(shown))
    if (before === 'other') return failedBecause(words.file.special(shown))
    await mkdir(path.dirname(real), { recursive: true })
    // The path was resolved: a link that stands here now was put there since, and must not be followed; nor may a
    // pipe that was put there make this wait for its other end.
    const handle = await open(
      real,
      constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow | noWait,
      0o666
    )
    try {
      await handle.writeFile(input.content)
    } finally {
      await handle.close()
    }
    const size = byteSize(Buffer.byteLength(input.content), words)
    const isNew = before === 'none'
    return {
      content: words.file.written(shown, isNew, size),
      isError: false,
      conclusion: words.file.written(`\`${shown}\``, isNew, size)
    }
  } catch (error) {
    return failedBecause(fileTrouble(error, shown, words))
  }
}

/** Windows has no such flags. */
const noFollow: number = constants.O_NOFOLLOW ?? 0
const noWait: number = constants.O_NONBLOCK ?? 0

async function kindOf(file: string): Promise<'file' | 'folder' | 'other' | 'none'> {
  try {
    const found = await stat(file)
    if (found.isFile()) return 'file'
    return found.isDirectory() ? 'folder' : 'other'
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'none'
    throw error
  }
}
