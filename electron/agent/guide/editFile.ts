/** The guide's `edit`: one place of a file, exactly as it stands. Called once it is allowed. */
import { byteSize } from './byteSize.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { readTextFile } from './textFile.ts'
import type { TextFile } from './textFile.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'
import { writeFile } from './writeFile.ts'

const LARGEST = 1024 * 1024

/** Never rejects. */
export async function editFile(
  cwd: string,
  input: { readonly file_path: string; readonly old_string: string; readonly new_string: string },
  words: GuideWords = en
): Promise<ToolOutcome> {
  const place = await projectPath(cwd, input.file_path, words)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  let file: TextFile
  try {
    file = await readTextFile(real, LARGEST)
  } catch (error) {
    return failedBecause(fileTrouble(error, shown, words))
  }
  if (file.kind === 'binary') return failedBecause(words.file.noText(shown))
  if (!file.isWhole) return failedBecause(words.file.tooLarge(shown, byteSize(LARGEST, words)))
  const { text } = file
  const count = text.split(input.old_string).length - 1
  if (count === 0) return failedBecause(words.file.notFound(shown))
  if (count > 1) return failedBecause(words.file.severalFound(shown, count))
  const at = text.indexOf(input.old_string)
  const content = text.slice(0, at) + input.new_string + text.slice(at + input.old_string.length)
  const written = await writeFile(cwd, { file_path: input.file_path, content }, words)
  if (written.isError) return written
  return {
    content: words.file.changed(shown),
    isError: false,
    conclusion: words.file.changed(`\`${shown}\``)
  }
}
