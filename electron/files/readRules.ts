/** The text of an ignore file, within bounds. Used by `walkFolder.ts` and `listFiles.ts`. */
import { readForeignFile } from '../readForeignFile.ts'

/** Of a longer one the rest says nothing. Nobody writes one by hand. */
export const MOST_RULES_BYTES = 512 * 1024

/** Null where there is none, or none that can be read: it says nothing then. A link is not followed, as in git. */
export async function readRules(
  file: string,
  { mostBytes = MOST_RULES_BYTES, followsLinks = false } = {}
): Promise<string | null> {
  const found = await readForeignFile(file, { mostBytes, followsLinks })
  return found.kind === 'bytes' ? found.bytes.toString('utf8') : null
}
