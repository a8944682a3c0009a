/** The ids of the prompts in a session's past, wherever they are written. Called for a session whose record of commands is lost. */
import { readSupplement } from '../../transcript/write/supplement.ts'
import { promptIds } from '../../transcript/find/promptIds.ts'
import type { SessionPast } from './past.ts'

/** Reads all of the transcripts. Rejects with the file system's error. */
export async function pastCommandIds(past: SessionPast): Promise<string[]> {
  await past.flushed()
  const written: string[] = []
  for (const { file } of await past.allParts()) written.push(...(await promptIds(file)))
  const runs = past.supplementOf === null ? [] : await readSupplement(past.supplementOf.file)
  return [...written, ...runs.flatMap(({ messages }) => messages.map(({ id }) => id))]
}
