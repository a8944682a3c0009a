/** The sums the page shows: asked when what is looked at changes, and again while transcripts are being counted. */
import { useEffect, useState } from 'react'
import type { Failure } from '../../shared/errors.ts'
import type { UsageAnswer, UsageGroup } from '../../shared/historyUsage.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readHistoryUsage } from '../stores/serverActions.ts'
import type { Days } from './usageRange.ts'

/** Milliseconds between two questions while there is more to come. */
const AGAIN_MS = 1_500

interface Asked {
  readonly key: string
  readonly answer: UsageAnswer | null
  readonly error: Failure | null
}

export interface HistoryUsage {
  /** Null before the first; of what was looked at before, while the next is under way. */
  readonly answer: UsageAnswer | null
  readonly error: Failure | null
  readonly isLoading: boolean
}

export function useHistoryUsage({ from, to }: Days, group: UsageGroup): HistoryUsage {
  const key = `${from} ${to} ${group}`
  const [asked, setAsked] = useState<Asked | null>(null)

  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | null = null
    const ask = (): void => {
      readHistoryUsage({ ...(from === '' ? null : { from }), ...(to === '' ? null : { to }), group }).then(
        (answer) => {
          if (gone) return
          setAsked({ key, answer, error: null })
          if (answer.counting === true) timer = setTimeout(ask, AGAIN_MS)
        },
        (thrown: unknown) => {
          if (!gone) setAsked({ key, answer: null, error: failureOf(thrown) })
        }
      )
    }
    ask()
    return () => {
      gone = true
      if (timer !== null) clearTimeout(timer)
    }
  }, [key, from, to, group])

  return { answer: asked?.answer ?? null, error: asked?.error ?? null, isLoading: asked?.key !== key }
}
