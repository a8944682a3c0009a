/** What the vault holds, as the settings show it: read when they open, and again while copies are checked. */
import { useCallback, useEffect, useState } from 'react'
import type { Failure } from '../../shared/errors.ts'
import type { ChangeVault, VaultState, Verified } from '../../shared/vault.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { changeVault, readVault, verifyVault } from '../stores/serverActions.ts'

/** Milliseconds between two looks at how far a check has come. */
const LOOK_MS = 500

export interface VaultView {
  readonly state: VaultState | null
  readonly failure: Failure | null
  /** Of the last check of this page. */
  readonly verified: Verified | null
  readonly isVerifying: boolean
  change(change: ChangeVault): Promise<void>
  verify(): Promise<void>
  take(state: VaultState): void
}

export function useVault(): VaultView {
  const [state, setState] = useState<VaultState | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [verified, setVerified] = useState<Verified | null>(null)
  const [isVerifying, setVerifying] = useState(false)

  const ask = useCallback(async (asked: () => Promise<VaultState>): Promise<void> => {
    try {
      setState(await asked())
      setFailure(null)
    } catch (thrown) {
      setFailure(failureOf(thrown))
    }
  }, [])

  useEffect(() => {
    let isGone = false
    readVault().then(
      (read) => {
        if (!isGone) setState(read)
      },
      (thrown: unknown) => {
        if (!isGone) setFailure(failureOf(thrown))
      }
    )
    return () => {
      isGone = true
    }
  }, [])
  useEffect(() => {
    if (!isVerifying) return undefined
    const looking = setInterval(() => void ask(readVault) /* a failure is state */, LOOK_MS)
    return () => clearInterval(looking)
  }, [isVerifying, ask])

  return {
    state,
    failure,
    verified,
    isVerifying,
    change: (change) => ask(() => changeVault(change)),
    verify: async () => {
      setVerifying(true)
      try {
        setVerified(await verifyVault())
      } catch (thrown) {
        setFailure(failureOf(thrown))
      } finally {
        setVerifying(false)
      }
    },
    take: setState
  }
}
