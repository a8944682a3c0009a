/** The transcripts Codex writes itself, as the port asks for them. Made by `codexAgent.ts` and for the worker of history. */
import { join } from 'node:path'
import type { SessionId } from '../../../shared/ids.ts'
import { flatReading } from '../flatTranscripts.ts'
import { KnownPlaces } from '../knownPlaces.ts'
import type { AgentHistory } from '../transcriptHistory.ts'
import type { AgentTranscripts } from '../transcriptSource.ts'
import { codexFiles, codexMonths, codexPlaceOf, codexSessionOf, listedCodexFiles } from './codexFiles.ts'
import { codexFormat } from './codexFormat.ts'
import { readCodexHead } from './codexHead.ts'

/** `home`: the folder of Codex's own files. */
export function codexTranscripts({ home }: { readonly home: string }): AgentTranscripts {
  const places = new KnownPlaces()
  return {
    ...flatReading(codexFormat),
    place: () => Promise.resolve(home),
    history: codexHistory(home),
    list: () => codexFiles(home),
    locate: ({ sessionId }) => places.of(sessionId, () => locate(home, sessionId))
  }
}

function codexHistory(home: string): AgentHistory {
  return {
    files: () => listedCodexFiles(home),
    beside: () => Promise.resolve([]),
    sessionOf: (file) => Promise.resolve(codexSessionOf(file)),
    // The month that has not begun yet, too: its folder comes while Skein runs.
    folders: async () => [...new Set([...monthsFromNow(home, new Date()), ...(await codexMonths(home))])],
    head: (file) => readCodexHead(file, { names: join(home, 'session_index.jsonl') }),
    placeFor: ({ was }) => Promise.resolve(codexPlaceOf(home, was))
  }
}

/** This month's folder and the next one's. */
function monthsFromNow(home: string, now: Date): string[] {
  return [0, 1].map((ahead) => {
    const month = new Date(now.getFullYear(), now.getMonth() + ahead, 1)
    const [year, number] = [month.getFullYear(), month.getMonth() + 1].map((part) =>
      String(part).padStart(2, '0')
    )
    return join(home, 'sessions', year ?? '', number ?? '')
  })
}

async function locate(home: string, sessionId: SessionId): Promise<string | null> {
  for await (const found of codexFiles(home)) if (found.sessionId === sessionId) return found.file
  return null
}
