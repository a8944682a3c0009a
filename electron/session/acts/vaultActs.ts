/** What a person does with the vault: chooses, looks, verifies, restores. The vault itself lives in the worker of history. */
import { Refusal } from '../../refusal.ts'
import { AgentId } from '../../../shared/ids.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type {
  ChangeVault,
  Expiring,
  KeptSession,
  RestoredSession,
  RetentionChange,
  VaultState,
  Verified
} from '../../../shared/vault.ts'
import type { AgentRetention } from '../../agent/transcriptHistory.ts'
import { noVault, vaultQuestions } from '../../history/vault/questions.ts'
import type { SessionCatalog } from '../catalog/catalog.ts'

export async function vaultState(catalog: SessionCatalog): Promise<VaultState> {
  const choice = catalog.settings().vault
  const facts = await catalog.history.ask(vaultQuestions.facts, null)
  const expiring = named(catalog, facts.expiring)
  return { ...(choice ?? noVault), isChosen: choice !== undefined, ...facts, expiring }
}

/** Those that a page shows by name; of more it tells the number. */
const MOST_NAMED = 50

function named(catalog: SessionCatalog, expiring: readonly Expiring[]): Expiring[] {
  return catalog.useStore((store) =>
    expiring.map((one, at) => {
      const stored = at < MOST_NAMED ? store.sessions.byId(one.sessionId) : null
      const title = stored?.title ?? stored?.metadata.firstMessagePreview ?? null
      return stored === null ? one : { ...one, projectId: stored.projectId, ...(title !== null && { title }) }
    })
  )
}

/** What was copied stays, whatever is chosen. */
export async function chooseVault(
  catalog: SessionCatalog,
  { enabled, protects }: ChangeVault
): Promise<VaultState> {
  const before = catalog.settings().vault ?? noVault
  catalog.changeSettings({ vault: { enabled, protects: protects ?? before.protects } })
  await catalog.tellVault()
  return vaultState(catalog)
}

/** Refuses as `Vault.restore` does. */
export async function restoreSession(
  catalog: SessionCatalog,
  sessionId: SessionId
): Promise<RestoredSession> {
  const stored = catalog.useStore((store) => store.sessions.byId(sessionId))
  const ask = { sessionId, cwd: stored?.cwd ?? '' }
  const restored = await catalog.history.ask(vaultQuestions.restore, ask)
  catalog.history.walk()
  return restored
}

/** Resolves when everything was read. */
export function verifyVault(catalog: SessionCatalog): Promise<Verified> {
  return catalog.history.ask(vaultQuestions.verify, null)
}

export function lookForCopy(catalog: SessionCatalog, sessionId: SessionId): Promise<KeptSession> {
  return catalog.history.ask(vaultQuestions.look, { sessionId })
}

/** What would be written. Refuses as `AgentRetention.preview`, and with 404 `no_retention`. */
export async function previewRetention(
  catalog: SessionCatalog,
  { agent, days }: { readonly agent: string; readonly days: number }
): Promise<RetentionChange> {
  return { agent, days, ...(await retentionOf(catalog, agent).preview(days)) }
}

/** Refuses as `AgentRetention.lengthen`, and with 404 `no_retention`. */
export async function lengthenRetention(
  catalog: SessionCatalog,
  { agent, days, version }: { readonly agent: string; readonly days: number; readonly version: string }
): Promise<VaultState> {
  await retentionOf(catalog, agent).lengthen(days, version)
  return vaultState(catalog)
}

function retentionOf(catalog: SessionCatalog, agent: string): AgentRetention {
  const agentId = AgentId.safeParse(agent)
  const retention = agentId.success ? catalog.retentionOf(agentId.data) : null
  if (retention !== null) return retention
  throw new Refusal(404, 'no_retention', { agent })
}
