/**
 * Composition root of the worker of history: everything that is done with transcripts nobody has opened happens in this
 * thread, never on the server's loop. Started by `history/historyLink.ts` with a `WorkStart`; ends when it is told to, or
 * with its process.
 */
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { AgentId } from '../shared/ids.ts'
import { ourTranscripts } from './agent/ourTranscripts.ts'
import { transcriptsAt } from './agentTranscripts.ts'
import { HistoryIndex } from './history/index/historyIndex.ts'
import { VaultWish } from './history/vault/questions.ts'
import { changedFile } from './history/work/changedFile.ts'
import { HistoryWork } from './history/work/historyWork.ts'
import type { FromWork, ToWork, WorkLog } from './history/work/messages.ts'
import type { HistoryFile } from './history/work/stage.ts'
import { WatchedFolders } from './history/work/watchFolders.ts'

const Start = z.object({
  dataDir: z.string(),
  places: z.array(z.object({ agent: AgentId, place: z.string() })),
  vault: VaultWish
})
/** Milliseconds between two walks: what could not be watched is seen then. */
const WALK_MS = 5 * 60_000

const port = parentPort
if (port === null) throw new Error('This is started by Skein, in a thread of its own.')
const { dataDir, places, vault } = Start.parse(workerData)
const say = (message: FromWork): void => port.postMessage(message)
const line =
  (level: 'info' | 'warn' | 'error') =>
  (facts: Readonly<Record<string, unknown>>, message: string): void =>
    say({ type: 'log', level, facts, message })
const log: WorkLog = { info: line('info'), warn: line('warn'), error: line('error') }

const sources = places.flatMap(({ agent, place }) => {
  const source = transcriptsAt(agent, place)
  return source === null ? [] : [{ agent, source }]
})
const index = HistoryIndex.open(join(dataDir, 'history.db'), log)
const ours = ourTranscripts({ dataDir })
const ending = new AbortController()
const work = new HistoryWork({
  sources,
  ours,
  index,
  parts: async () => {
    const { historyParts } = await import('./historyParts.ts')
    return historyParts({ dataDir, sources, ours, index, vault, ending: ending.signal, say, log })
  },
  say,
  log
})

const watched: WatchedFolders[] = []
for (const { agent, source } of sources) {
  const folders = new WatchedFolders({
    roots: await source.history.folders(),
    changed: (files) => void Promise.all(files.map((file) => changedFile(file, agent, source))).then(take),
    moved: () => {
      work.walk()
      void folders.look()
    }
  })
  watched.push(folders)
}
function take(files: readonly (HistoryFile | null)[]): void {
  const changed = files.filter((file) => file !== null)
  if (changed.length > 0) work.changed(changed)
}

const again = setInterval(() => work.walkAtRest(), WALK_MS).unref()
port.on('message', (message: ToWork) => {
  if (message.type === 'close') {
    clearInterval(again)
    ending.abort()
    for (const folders of watched) folders.close()
  }
  work.hear(message)
  if (message.type === 'walk') for (const folders of watched) void folders.look()
})
