/**
 * What the worker of history does with each transcript, and what it answers: loaded and opened by `historyWorker.ts` when
 * the first list has been told, as nothing of it is needed for that.
 */
import { join } from 'node:path'
import type { AgentId } from '../shared/ids.ts'
import type { AgentTranscripts, OurTranscripts } from './agent/transcriptSource.ts'
import type { HistoryIndex } from './history/index/historyIndex.ts'
import { searchIn } from './history/search/searchIn.ts'
import { askUsage } from './history/usage/usageQuestion.ts'
import { UsageStage } from './history/usage/usageStage.ts'
import type { VaultWish } from './history/vault/questions.ts'
import { Vault } from './history/vault/vault.ts'
import { vaultAnswers } from './history/vault/vaultAnswers.ts'
import { VaultStage } from './history/vault/vaultStage.ts'
import { CountStage } from './history/work/countStage.ts'
import type { WorkParts } from './history/work/historyWork.ts'
import type { FromWork, WorkLog } from './history/work/messages.ts'
import { WorkPace } from './history/work/pace.ts'
import { answering } from './history/work/question.ts'

export interface HistoryPartsOptions {
  readonly dataDir: string
  readonly sources: readonly { readonly agent: AgentId; readonly source: AgentTranscripts }[]
  readonly ours: OurTranscripts
  readonly index: HistoryIndex
  readonly vault: VaultWish
  /** Aborted when the worker ends. */
  readonly ending: AbortSignal
  readonly say: (message: FromWork) => void
  readonly log: WorkLog
}

/** Throws when a database of theirs cannot be opened. */
export function historyParts(options: HistoryPartsOptions): WorkParts {
  const { dataDir, sources, ours, index, ending, say, log } = options
  const usage = new UsageStage(join(dataDir, 'usage.db'))
  const vault = new Vault({ dataDir, log, pace: new WorkPace(ending, () => false) })
  const vaultStage = new VaultStage(vault, options.vault, (file) => {
    const head = index.of(file)?.head
    return head === undefined || typeof head === 'string' ? [] : [head.projectPath, head.cwd]
  })
  const search = searchIn({ dataDir, sources, ours, index, vault, log })
  return {
    stages: [
      new CountStage(index, (session) => say({ type: 'counted', sessions: [session] })),
      usage,
      search.stage,
      vaultStage
    ],
    handlers: [
      search.handler,
      answering(askUsage, (query) => Promise.resolve(usage.sums(query))),
      ...vaultAnswers({ vault, stage: vaultStage, sources, ours })
    ]
  }
}
