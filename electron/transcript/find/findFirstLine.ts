/** Where in a session's transcript a search has to begin, the files of its subagents included. Asked through the sources. */
import { firstLine } from './findLine.ts'
import type { RecordFormat } from '../record/recordFormat.ts'

/** As `TranscriptSource.find`. */
export async function findFirstLine(
  file: string,
  matters: (line: Buffer) => boolean,
  signal: AbortSignal | null,
  { beside }: RecordFormat
): Promise<number | null> {
  // What stands beside the transcript may belong to any place in it.
  for (const subagent of await beside.list(file)) {
    if ((await firstLine(subagent, matters, signal)) !== null) return 0
  }
  return firstLine(file, matters, signal)
}
