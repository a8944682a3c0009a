/** What the server asks the vault, which lives in the worker of history. */
import { z } from 'zod'
import { SessionId } from '../../../shared/ids.ts'
import { KeptSession, RestoredSession, VaultProtects, VaultState, Verified } from '../../../shared/vault.ts'
import type { VaultChoice } from '../../../shared/vault.ts'
import type { Question } from '../work/question.ts'

/** Of which sessions copies are kept. */
export const VaultWish = z.object({
  enabled: z.boolean(),
  protects: VaultProtects,
  /** The folders of projects that were opened in Skein. */
  projects: z.array(z.string())
})
export type VaultWish = z.infer<typeof VaultWish>

/** Until somebody has chosen. */
export const noVault: VaultChoice = { enabled: false, protects: 'all' }

const Facts = VaultState.omit({ enabled: true, isChosen: true, protects: true })
type Facts = z.infer<typeof Facts>
const FileAnswer = z.object({ file: z.string().nullable() })
const RestoreAsk = z.object({ sessionId: SessionId, cwd: z.string() })

const choose: Question<VaultWish, null> = { name: 'vault_choose', ask: VaultWish, answer: z.null() }
const facts: Question<null, Facts> = { name: 'vault_facts', ask: z.null(), answer: Facts }
const SessionAsk = z.object({ sessionId: SessionId })
type SessionAsk = z.infer<typeof SessionAsk>
const look: Question<SessionAsk, KeptSession> = {
  name: 'vault_look',
  ask: SessionAsk,
  answer: KeptSession
}
const file: Question<SessionAsk, z.infer<typeof FileAnswer>> = {
  name: 'vault_file',
  ask: SessionAsk,
  answer: FileAnswer
}
const restore: Question<z.infer<typeof RestoreAsk>, RestoredSession> = {
  name: 'vault_restore',
  ask: RestoreAsk,
  answer: RestoredSession
}
const verify: Question<null, Verified> = { name: 'vault_verify', ask: z.null(), answer: Verified }

export const vaultQuestions = { choose, facts, look, file, restore, verify }
