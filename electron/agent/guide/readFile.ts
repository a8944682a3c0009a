/** The guide's `read`: one file of the project, as text. */
import { stat } from 'node:fs/promises'
import { byteSize } from './byteSize.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { readTextFile } from './textFile.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'

const mostBytes = 256 * 1024

/** Never rejects. */
export async function readFile(cwd: string, given: string): Promise<ToolOutcome> {
  const place = await projectPath(cwd, given)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  try {
    const found = await stat(real)
    if (found.isDirectory()) {
      return failedBecause(`\`${shown}\` is a folder. Type \`list ${shown}\` to see what is in it.`)
    }
    // Opening a pipe would wait for its other end.
    if (!found.isFile()) return failedBecause(`\`${shown}\` is not a file that can be shown.`)
    const file = await readTextFile(real, mostBytes)
    if (file.kind === 'binary') {
      return failedBecause(
        `\`${shown}\` is a binary file (${byteSize(file.bytes)}), so there is no text to show.`
      )
    }
    if (file.isWhole) {
      const what = file.text === '' ? 'is empty' : `has ${linesIn(file.text)} (${byteSize(file.bytes)})`
      return { content: file.text, isError: false, conclusion: `\`${shown}\` ${what}.` }
    }
    const note = `Only the first ${byteSize(mostBytes)} of ${byteSize(file.bytes)} are shown.`
    return {
      content: `${file.text}\n[${note}]`,
      isError: false,
      conclusion: `\`${shown}\` is long. ${note}`
    }
  } catch (error) {
    return failedBecause(fileTrouble(error, shown))
  }
}

function linesIn(text: string): string {
  const count = text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
  return count === 1 ? '1 line' : `${count} lines`
}
