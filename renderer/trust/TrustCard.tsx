/**
 * Above the composer of a folder nobody has been asked about: whether it is trusted, until that is answered. Part of
 * the page, never in the way of writing: it takes no focus. One line once the session has begun.
 */
import { ShieldQuestion } from 'lucide-react'
import { useId, useState } from 'react'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { TrustButtons } from './TrustButtons.tsx'
import { TrustDialog } from './TrustDialog.tsx'
import { TrustMeaning } from './TrustMeaning.tsx'
import { useTrustAnswer } from './useTrustAnswer.ts'

interface TrustCardProps {
  readonly project: Project
  readonly isBrief: boolean
}

export function TrustCard({ project, isBrief }: TrustCardProps) {
  const { busy, problem, answer } = useTrustAnswer(project.id)
  const [explains, setExplains] = useState(false)
  const title = useId()
  const words = strings.trust
  const buttons = (
    <TrustButtons
      size="small"
      busy={busy}
      opensMore={isBrief}
      onNo={() => void answer(false)} // never rejects: a refusal is shown below
      onYes={() => (isBrief ? setExplains(true) : void answer(true))}
    />
  )
  return (
    <div className="mx-auto w-full max-w-[800px] shrink-0 px-6 pb-2">
      <section
        aria-labelledby={title}
        className="rounded-lg border border-line-strong bg-surface-raised px-3.5 py-2.5 shadow-dock"
      >
        <div className="flex flex-wrap items-center gap-x-2 gap-y-2">
          <ShieldQuestion size={16} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
          <h2 id={title} className="min-w-0 flex-1 text-ui font-semibold">
            {words.title}
          </h2>
          {isBrief && <div className="flex shrink-0 flex-wrap gap-2">{buttons}</div>}
        </div>
        {!isBrief && (
          <>
            <div className="mt-1.5 pl-6">
              <TrustMeaning />
            </div>
            <div className="mt-2.5 flex flex-wrap items-center gap-2 pl-6">
              <p className="min-w-0 flex-1 basis-48 text-meta text-ink-muted">{words.later}</p>
              {buttons}
            </div>
          </>
        )}
        {problem !== null && <ErrorNote className="mt-2" text={problem} />}
      </section>
      {explains && (
        <TrustDialog
          project={project}
          onAnswered={() => setExplains(false)}
          onDismiss={() => setExplains(false)}
        />
      )}
    </div>
  )
}
