/** What one export masks, and how often it masked what. Used by `session/acts/sessionExport.ts`. */
import type { ExportRequest, MaskedCount } from '../../shared/steering.ts'
import { homeMask } from './maskHome.ts'
import type { MaskSteps } from './maskMessage.ts'
import { maskInSteps, maskSecrets } from './maskSecrets.ts'
import type { OnMasked } from './maskSecrets.ts'
import { looseUnits } from './textPieces.ts'

export interface Masking {
  /** Counted. */
  readonly steps: MaskSteps
  /** At once and not counted: for what stands in the document a second time. */
  readonly again: (text: string) => string
  /** The most frequent first. */
  counts(): MaskedCount[]
}

export function maskingFor(
  { maskSecrets: hidesSecrets, maskHome }: ExportRequest,
  homes: readonly string[]
): Masking {
  const counts = new Map<string, MaskedCount>()
  const hideHome = maskHome ? homeMask(homes) : (text: string) => text
  const count: OnMasked = ({ kind, provider }) => {
    const name = `${kind} ${provider ?? ''}`
    const known = counts.get(name)
    const before = known?.count ?? 0
    counts.set(
      name,
      provider === undefined ? { kind, count: before + 1 } : { kind, provider, count: before + 1 }
    )
  }
  return {
    *steps(text) {
      const masked = hidesSecrets ? yield* maskInSteps(text, count) : text
      if (!maskHome) return masked
      const parts: string[] = []
      for (const piece of looseUnits(masked)) {
        parts.push(hideHome(piece))
        yield
      }
      return parts.join('')
    },
    again: (text) => hideHome(hidesSecrets ? maskSecrets(text) : text),
    counts: () =>
      [...counts.values()].toSorted(
        (one, other) =>
          other.count - one.count ||
          `${one.kind}${one.provider}`.localeCompare(`${other.kind}${other.provider}`)
      )
  }
}
