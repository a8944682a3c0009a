/** One finding: how it stands, in a sentence, and buttons for what helps. */
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Finding, FindingState } from '../../shared/doctor.ts'
import { knownSentence } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { FindingButton } from './FindingButton.tsx'

interface FindingRowProps {
  readonly finding: Finding
  readonly onLookAgain: () => void
}

const LOOKS: Readonly<Record<FindingState, { readonly icon: LucideIcon; readonly colour: string }>> = {
  ok: { icon: CircleCheck, colour: 'text-ok' },
  warn: { icon: TriangleAlert, colour: 'text-warn' },
  bad: { icon: CircleAlert, colour: 'text-danger' },
  unknown: { icon: CircleHelp, colour: 'text-ink-muted' }
}

export function FindingRow({ finding, onLookAgain }: FindingRowProps) {
  const { icon: Icon, colour } = LOOKS[finding.state]
  const detail = (finding.why && knownSentence(finding.why)) ?? finding.detail
  return (
    <li data-finding={finding.id} data-state={finding.state} className="flex gap-2.5 py-3">
      <Icon
        size={16}
        strokeWidth={1.75}
        role="img"
        aria-label={strings.doctor.states[finding.state]}
        className={joinClasses('mt-0.5 shrink-0', colour)}
      />
      <div className="min-w-0 flex-1">
        <p className="text-ui font-medium wrap-anywhere">{finding.sentence}</p>
        {detail !== '' && (
          <p className="mt-0.5 max-h-24 overflow-y-auto text-meta wrap-anywhere whitespace-pre-line text-ink-muted">
            {detail}
          </p>
        )}
        {finding.actions.length > 0 && (
          <div className="mt-2 flex flex-wrap items-center gap-2">
            {finding.actions.map((action) => (
              <FindingButton key={action.kind} action={action} onLookAgain={onLookAgain} />
            ))}
          </div>
        )}
      </div>
    </li>
  )
}
