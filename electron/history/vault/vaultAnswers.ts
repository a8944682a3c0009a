/** How the worker answers what the server asks the vault. */
import type { AgentId } from '../../../shared/ids.ts'
import type { Expiring, Retention } from '../../../shared/vault.ts'
import type { AgentTranscripts, OurTranscripts } from '../../agent/transcriptSource.ts'
import { answering } from '../work/question.ts'
import type { Handler } from '../work/question.ts'
import { vaultQuestions } from './questions.ts'
import type { Vault } from './vault.ts'
import type { SeenFile, VaultStage } from './vaultStage.ts'

const DAY_MS = 24 * 60 * 60_000
/** What is deleted within these days is told. */
const SOON_DAYS = 7

export interface VaultAnswersOptions {
  readonly vault: Vault
  readonly stage: VaultStage
  readonly sources: readonly { readonly agent: AgentId; readonly source: AgentTranscripts }[]
  readonly ours: OurTranscripts
}

export function vaultAnswers({ vault, stage, sources, ours }: VaultAnswersOptions): readonly Handler[] {
  return [
    answering(vaultQuestions.choose, (wish) => {
      stage.choose(wish)
      return Promise.resolve(null)
    }),
    answering(vaultQuestions.facts, async () => {
      const retention = await retentionsOf(sources)
      const seen = stage.seen
      return {
        ...(await vault.sum()),
        expiring: expiring(seen, retention, Date.now()),
        originals: { sessions: seen.length, bytes: seen.reduce((sum, { bytes }) => sum + bytes, 0) },
        retention: [...retention],
        verifying: vault.verifying
      }
    }),
    answering(vaultQuestions.look, ({ sessionId }) => vault.look(sessionId)),
    answering(vaultQuestions.file, async ({ sessionId }) => ({ file: await vault.fileFor(sessionId) })),
    answering(vaultQuestions.restore, ({ sessionId, cwd }) =>
      vault.restore(sessionId, (was, agent) => {
        const source = sources.find((one) => one.agent === agent)
        return (
          source?.source.history.placeFor({ sessionId, cwd, was }) ?? Promise.resolve(ours.fileOf(sessionId))
        )
      })
    ),
    answering(vaultQuestions.verify, () => vault.verify())
  ]
}

async function retentionsOf(sources: VaultAnswersOptions['sources']): Promise<readonly Retention[]> {
  const all = await Promise.all(
    sources.map(async ({ agent, source }) => {
      const found = await source.history.retention?.look()
      return found === undefined ? [] : [{ agent, ...found }]
    })
  )
  return all.flat()
}

/** Those deleted soon or overdue, soonest first. Pure. */
function expiring(seen: readonly SeenFile[], retention: readonly Retention[], now: number): Expiring[] {
  const days = new Map(retention.map((one) => [one.agent, one.days]))
  return seen
    .flatMap(({ sessionId, agent, mtimeMs }) => {
      const kept = days.get(agent)
      const at = kept === undefined ? Number.POSITIVE_INFINITY : mtimeMs + kept * DAY_MS
      return at <= now + SOON_DAYS * DAY_MS ? [{ sessionId, at }] : []
    })
    .toSorted((one, other) => one.at - other.at)
    .map(({ sessionId, at }) => ({ sessionId, deletedAt: new Date(at).toISOString() }))
}
