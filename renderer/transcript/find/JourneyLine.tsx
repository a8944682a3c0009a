/** Says that older messages are being loaded on the way to one, with a way to stop; or why it was not reached. */
import type { ReactNode } from 'react'
import { unreachable } from '../../../shared/errors.ts'
import { strings } from '../../strings/strings.ts'
import { Coil } from '../../ui/Coil.tsx'
import type { Journey } from './useJump.ts'

interface JourneyLineProps {
  readonly journey: Exclude<Journey, 'none'>
  readonly onStop: () => void
}

export function JourneyLine({ journey, onStop }: JourneyLineProps) {
  switch (journey) {
    case 'loading':
      return (
        <BarLine>
          <Coil size={14} />
          <span className="flex-1">{strings.find.loading}</span>
          <button type="button" onClick={onStop} className="rounded-sm text-accent hover:underline">
            {strings.find.stop}
          </button>
        </BarLine>
      )
    case 'absent':
    case 'failed':
      return (
        <BarLine>
          <span role="alert" className="flex-1">
            {journey === 'absent' ? strings.find.absent : strings.find.notLoaded}
          </span>
          <button type="button" onClick={onStop} className="rounded-sm text-accent hover:underline">
            {strings.app.dismiss}
          </button>
        </BarLine>
      )
    default:
      return unreachable(journey)
  }
}

export function BarLine({ children }: { readonly children: ReactNode }) {
  return (
    <div className="flex items-center gap-2 border-t border-line px-3 py-1.5 text-meta text-ink-muted first:border-t-0">
      {children}
    </div>
  )
}
