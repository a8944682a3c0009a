/**
 * The ids of everything that was ever said to a session, on whatever branch, by bytes and without parsing: a hundred
 * megabytes in a fraction of a second. Called by `session/past/pastCommands.ts` for a session whose commands nobody has kept.
 */
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { eachLine } from '../lines/forwardLines.ts'

/** In what a record says of itself; in a text the quotes would stand behind a backslash. */
const fromPerson = '"type":"user"'
const isResult = '"type":"tool_result"'
const key = '"uuid":"'
const idLength = 36

/** Ids beside those of prompts may be among them: no command has them. Rejects with the file system's error. */
export async function promptIds(file: string): Promise<string[]> {
  const handle = await openForeignFile(file, { followsLinks: true })
  try {
    const ids: string[] = []
    await eachLine(handle, { from: 0, to: (await handle.stat()).size }, (line) => {
      if (line.includes(fromPerson) && !line.includes(isResult)) ids.push(...idsIn(line))
      return true
    })
    return ids
  } finally {
    await handle.close()
  }
}

function idsIn(line: Buffer): string[] {
  const ids: string[] = []
  for (let at = line.indexOf(key); at !== -1; at = line.indexOf(key, at + key.length)) {
    ids.push(line.toString('latin1', at + key.length, at + key.length + idLength))
  }
  return ids
}
