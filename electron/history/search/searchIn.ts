/** The search index as a part of history: what it does with each transcript, and what it answers. Made by `historyWorker.ts`. */
import { join } from 'node:path'
import type { AgentId } from '../../../shared/ids.ts'
import type { AgentTranscripts, OurTranscripts } from '../../agent/transcriptSource.ts'
import type { HistoryIndex } from '../index/historyIndex.ts'
import type { WorkLog } from '../work/messages.ts'
import { answering } from '../work/question.ts'
import type { Handler } from '../work/question.ts'
import type { HistoryFile } from '../work/stage.ts'
import type { Vault } from '../vault/vault.ts'
import { SearchDatabase } from './searchDatabase.ts'
import { SearchIndex } from './searchIndex.ts'
import { searchQuestion } from './searchQuestion.ts'
import { SearchStage } from './searchStage.ts'

export interface SearchInOptions {
  readonly dataDir: string
  readonly sources: readonly { readonly agent: AgentId; readonly source: AgentTranscripts }[]
  readonly ours: OurTranscripts
  readonly index: HistoryIndex
  readonly vault: Pick<Vault, 'look' | 'copyOf'>
  readonly log: WorkLog
}

export function searchIn({ dataDir, sources, ours, index, vault, log }: SearchInOptions): {
  readonly stage: SearchStage
  readonly handler: Handler
} {
  const database = new SearchDatabase(join(dataDir, 'search.db'), log)
  const titleOf = ({ file }: HistoryFile): string | null => {
    const head = index.of(file)?.head
    return head === undefined || typeof head === 'string' ? null : (head.title?.text ?? null)
  }
  const stage = new SearchStage({
    database,
    log,
    titleOf,
    isKept: async (sessionId) => (await vault.look(sessionId)).isKept
  })
  const formats = new Map(sources.map(({ agent, source }) => [agent, source.format]))
  const search = new SearchIndex({
    database,
    writer: stage.writer,
    copyOf: (sessionId, path) => vault.copyOf(sessionId, path),
    formatOf: (agent) => formats.get(agent) ?? ours.format,
    now: () => Date.now()
  })
  return { stage, handler: answering(searchQuestion, (ask) => search.search(ask)) }
}
