/** The guide's `read`: one file of the project, as text. */
import { stat } from 'node:fs/promises'
import { byteSize } from './byteSize.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { readTextFile } from './textFile.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

const mostBytes = 256 * 1024

/** Never rejects. */
export async function readFile(cwd: string, given: string, words: GuideWords = en): Promise<ToolOutcome> {
  const place = await projectPath(cwd, given, words)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  try {
    const found = await stat(real)
    if (found.isDirectory()) {
      return failedBecause(words.file.folderToRead(shown))
    }
    // Opening a pipe would wait for its other end.
    if (!found.isFile()) return failedBecause(words.file.unreadable(shown))
    const file = await readTextFile(real, mostBytes)
    if (file.kind === 'binary') {
      return failedBecause(words.file.binary(shown, byteSize(file.bytes, words)))
    }
    if (file.isWhole) {
      const conclusion =
        file.text === ''
          ? words.file.empty(shown)
          : words.file.holds(shown, linesIn(file.text), byteSize(file.bytes, words))
      return { content: file.text, isError: false, conclusion }
    }
    const note = words.file.cut(byteSize(mostBytes, words), byteSize(file.bytes, words))
    return {
      content: `${file.text}\n[${note}]`,
      isError: false,
      conclusion: words.file.long(shown, note)
    }
  } catch (error) {
    return failedBecause(fileTrouble(error, shown, words))
  }
}

function linesIn(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
