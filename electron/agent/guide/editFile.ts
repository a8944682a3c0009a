/** The guide's `edit`: one place of a file, exactly as it stands. Called once it is allowed. */
import { byteSize } from './byteSize.ts'
import { fileTrouble, projectPath } from './projectPath.ts'
import { readTextFile } from './textFile.ts'
import type { TextFile } from './textFile.ts'
import { failedBecause } from './toolCall.ts'
import type { ToolOutcome } from './toolCall.ts'
import { writeFile } from './writeFile.ts'

const LARGEST = 1024 * 1024

/** Never rejects. */
export async function editFile(
  cwd: string,
  input: { readonly file_path: string; readonly old_string: string; readonly new_string: string }
): Promise<ToolOutcome> {
  const place = await projectPath(cwd, input.file_path)
  if (!place.ok) return failedBecause(place.sentence)
  const { real, shown } = place
  let file: TextFile
  try {
    file = await readTextFile(real, LARGEST)
  } catch (error) {
    return failedBecause(fileTrouble(error, shown))
  }
  if (file.kind === 'binary') return failedBecause(`\`${shown}\` is not a text file, so I leave it alone.`)
  if (!file.isWhole) return failedBecause(`\`${shown}\` is larger than I edit (${byteSize(LARGEST)}).`)
  const { text } = file
  const count = text.split(input.old_string).length - 1
  if (count === 0) return failedBecause(`That text does not stand in \`${shown}\`, so nothing was changed.`)
  if (count > 1)
    return failedBecause(
      `That text stands ${count} times in \`${shown}\`. Give more of it, so that I know which.`
    )
  const at = text.indexOf(input.old_string)
  const content = text.slice(0, at) + input.new_string + text.slice(at + input.old_string.length)
  const written = await writeFile(cwd, { file_path: input.file_path, content })
  if (written.isError) return written
  return { content: `${shown} was changed.`, isError: false, conclusion: `\`${shown}\` was changed.` }
}
