/** How full the context is, in whole percent, and whether that is something to look at. Pure. */
import type { ContextUsage } from '../../shared/usage.ts'

export interface ContextShare {
  /** 0 to 100. */
  readonly percent: number
  /** Where the agent summarises, in percent; null when it is not known. */
  readonly compactsAt: number | null
  readonly tone: 'calm' | 'near' | 'full'
}

export function contextShare({ used, window, compactsAt }: ContextUsage): ContextShare {
  const limit = compactsAt ?? window
  const toLimit = used / limit
  return {
    percent: percentOf(used, window),
    compactsAt: compactsAt === null ? null : percentOf(compactsAt, window),
    tone: toLimit >= 0.95 ? 'full' : toLimit >= 0.8 ? 'near' : 'calm'
  }
}

function percentOf(part: number, whole: number): number {
  return Math.min(100, Math.round((part / whole) * 100))
}
