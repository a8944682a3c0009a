/** Finding within a session, all of its active branch, loaded or not. Asked by `server/routes/find.ts`. */
import { messagesOf } from '../../shared/evolve.ts'
import type { FindResult } from '../../shared/find.ts'
import { firstLine } from '../transcript/findLine.ts'
import { MessageSearch } from '../transcript/findMessages.ts'
import { needleOf } from '../transcript/findNeedle.ts'
import { skimmed } from '../transcript/findRecord.ts'
import { Slices } from '../transcript/slices.ts'
import { listSubagents } from '../transcript/subagentFiles.ts'
import { branchPages } from './branchPages.ts'
import type { ReadSession } from './branchPages.ts'

/** Rejects with the signal's reason when whoever asked has gone. */
export async function findInSession(
  session: ReadSession,
  { query, limit }: { query: string; limit: number },
  signal: AbortSignal | null
): Promise<FindResult> {
  const slices = new Slices()
  const search = new MessageSearch(query, limit, signal, slices)
  const { mayStandIn, mayStandPlainIn } = needleOf(query)
  const from = await firstOffset(session, mayStandIn, signal)
  if (from !== null) {
    const reading = { from, parse: skimmed(mayStandPlainIn), slices, ...(signal ? { signal } : null) }
    for await (const messages of branchPages(session, reading)) await search.addOlder(messages)
  } else if (session.host !== null) {
    await search.addOlder(messagesOf(session.host.state))
  }
  return search.result()
}

/** Before which byte of the transcript nothing can be found; null when nowhere anything can. */
async function firstOffset(
  { past }: ReadSession,
  matters: (line: Buffer) => boolean,
  signal: AbortSignal | null
): Promise<number | null> {
  await past.flushed()
  const files = await past.files()
  const file = files.at(-1) ?? null
  const supplement = past.supplementOf === null ? [] : [past.supplementOf.file]
  // What stands beside the transcript may belong to any place in it.
  const subagents = await Promise.all(files.map((other) => listSubagents(other)))
  const beside = [...subagents.flat(), ...supplement, ...files.slice(0, -1)]
  for (const other of beside) if ((await firstLine(other, matters, signal)) !== null) return 0
  return file === null ? null : firstLine(file, matters, signal)
}
