/** Finding within a session, all of its active branch, loaded or not. Asked by `server/routes/find.ts`. */
import { messagesOf } from '../../../shared/evolve.ts'
import type { FindResult } from '../../../shared/find.ts'
import { firstLine } from '../../transcript/find/findLine.ts'
import { MessageSearch } from '../../transcript/find/findMessages.ts'
import { needleOf } from '../../transcript/find/findNeedle.ts'
import { skimmed } from '../../transcript/find/findRecord.ts'
import { Slices } from '../../slices.ts'
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
  const newest = files.pop() ?? null
  // What stands beside the transcript may belong to any place in it.
  const { supplementOf } = past
  if (supplementOf !== null && (await firstLine(supplementOf.file, matters, signal)) !== null) return 0
  for (const older of files) if ((await past.find(older, matters, signal)) !== null) return 0
  return newest === null ? null : past.find(newest, matters, signal)
}
