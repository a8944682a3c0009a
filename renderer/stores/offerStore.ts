/**
 * What agents really have in a project: commands and models. Asked when somebody wants to see them, because
 * some agents have to be started for it. Read by the composer.
 */
import { create } from 'zustand'
import type { Failure } from '../../shared/errors.ts'
import type { AgentOffer } from '../../shared/steering.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readConnection } from './connectionStore.ts'

export type OfferState =
  | { readonly phase: 'loading' }
  /** `at` in milliseconds since 1970. */
  | { readonly phase: 'ready'; readonly offer: AgentOffer; readonly at: number }
  | { readonly phase: 'failed'; readonly error: Failure }

export interface OfferStore {
  /** By `offerKey`. Absent: nobody has asked. */
  readonly offers: ReadonlyMap<string, OfferState>
  /** Asks anew when what is known is older than a moment; it stays until the answer is here. Never rejects. */
  loadOffer(projectId: string, agentId: string): Promise<void>
}

/** Milliseconds: commands are files in the project, and may come and go. */
const FRESH_MS = 20_000

export const useOfferStore = create<OfferStore>()((set, get) => {
  function put(key: string, state: OfferState): void {
    set({ offers: new Map(get().offers).set(key, state) })
  }
  const asking = new Set<string>()

  return {
    offers: new Map(),
    loadOffer: async (projectId, agentId) => {
      const key = offerKey(projectId, agentId)
      const known = get().offers.get(key)
      if (asking.has(key) || (known?.phase === 'ready' && Date.now() - known.at < FRESH_MS)) return
      asking.add(key)
      if (known?.phase !== 'ready') put(key, { phase: 'loading' })
      try {
        const offer = await readConnection().http.readOffer(projectId, agentId)
        put(key, { phase: 'ready', offer, at: Date.now() })
      } catch (thrown) {
        if (get().offers.get(key)?.phase !== 'ready') put(key, { phase: 'failed', error: failureOf(thrown) })
      } finally {
        asking.delete(key)
      }
    }
  }
})

export function offerKey(projectId: string, agentId: string): string {
  return `${projectId} ${agentId}`
}
