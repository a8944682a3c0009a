/**
 * One thing the doctor looks at. A look that does not come back in time is told as unknown and not begun a second
 * time while it still hangs: a dead network drive must not use up the threads that read files.
 */
import type { Finding } from '../../shared/doctor.ts'
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { DoctorWords } from '../../shared/words/en/doctor.ts'

export interface Check {
  readonly id: string
  /** Never rejects. */
  run(words: DoctorWords): Promise<Finding>
}

export interface CheckParts<Facts> {
  readonly id: string
  readonly clock: Clock
  /** Milliseconds it may take. */
  readonly limitMs?: number
  readonly look: () => Promise<Facts>
  readonly tell: (facts: Facts, words: DoctorWords) => Omit<Finding, 'id'>
  /** What was looked at, in words: "The data folder". */
  readonly name: (words: DoctorWords) => string
  /** What silence means here; `unknown` unless told otherwise. */
  readonly silence?: Finding['state']
}

const usualLimitMs = 5_000

export function createCheck<Facts>(parts: CheckParts<Facts>): Check {
  const { id, clock, limitMs = usualLimitMs, look, tell, name, silence = 'unknown' } = parts
  let looking: Promise<Facts> | null = null

  const lookOnce = (): Promise<Facts> => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  return {
    id,
    run: async (words) => {
      try {
        const facts = await within(limitMs, clock, lookOnce())
        if (facts.kind === 'answer') return { id, ...tell(facts.value, words) }
        return {
          id,
          state: silence,
          sentence: words.noAnswer(name(words), limitMs / 1000),
          detail: '',
          actions: [{ kind: 'try_again' }]
        }
      } catch (error) {
        return {
          id,
          state: 'unknown',
          sentence: words.couldNotLook(name(words)),
          detail: messageOf(error),
          actions: [{ kind: 'try_again' }]
        }
      }
    }
  }
}

type Answered<T> = { readonly kind: 'answer'; readonly value: T } | { readonly kind: 'silence' }

function within<T>(ms: number, clock: Clock, work: Promise<T>): Promise<Answered<T>> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => resolve({ kind: 'silence' }), ms)
    work.then(
      (value) => {
        timer.cancel()
        resolve({ kind: 'answer', value })
      },
      (error: unknown) => {
        timer.cancel()
        reject(error instanceof Error ? error : new Error(messageOf(error)))
      }
    )
  })
}
