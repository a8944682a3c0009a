/** What the doctor finds, asked when the page opens and whenever a person wants it again. */
import { useCallback, useEffect, useState } from 'react'
import type { DoctorReport } from '../../shared/doctor.ts'
import type { Failure } from '../../shared/errors.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readDoctor } from '../stores/serverActions.ts'
import { language } from '../strings/strings.ts'

export interface DoctorState {
  /** The newest there is, while another look is under way. Null before the first. */
  readonly report: DoctorReport | null
  readonly isLooking: boolean
  readonly error: Failure | null
  readonly lookAgain: () => void
}

export function useDoctor(): DoctorState {
  const [look, setLook] = useState(0)
  const [seen, setSeen] = useState<{
    look: number
    report: DoctorReport | null
    error: Failure | null
  } | null>(null)

  useEffect(() => {
    let gone = false
    readDoctor(language).then(
      (report) => {
        if (!gone) setSeen({ look, report, error: null })
      },
      (thrown: unknown) => {
        if (!gone) setSeen((before) => ({ look, report: before?.report ?? null, error: failureOf(thrown) }))
      }
    )
    return () => {
      gone = true
    }
  }, [look])

  return {
    report: seen?.report ?? null,
    isLooking: seen?.look !== look,
    error: seen?.error ?? null,
    lookAgain: useCallback(() => setLook((before) => before + 1), [])
  }
}
