/**
 * Above the composer of a new session in a folder nobody has been asked about: whether it is trusted, and what that
 * means, until it is answered. Part of the page, never in the way of writing: it takes no focus.
 */
import { ShieldQuestion } from 'lucide-react'
import { useId } from 'react'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { TrustButtons } from './TrustButtons.tsx'
import { TrustMeaning } from './TrustMeaning.tsx'
import { useTrustAnswer } from './useTrustAnswer.ts'

export function TrustCard({ project }: { readonly project: Project }) {
  const { busy, problem, answer } = useTrustAnswer(project.id)
  const title = useId()
  const words = strings.trust
  return (
    <div className="mx-auto w-full max-w-[800px] shrink-0 px-6 pb-2">
      <section
        aria-labelledby={title}
        className="rounded-lg border border-line-strong bg-surface-raised px-3.5 py-2.5 shadow-dock"
      >
        <div className="flex items-center gap-2">
          <ShieldQuestion size={16} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
          <h2 id={title} className="min-w-0 flex-1 text-ui font-semibold">
            {words.title}
          </h2>
        </div>
        <div className="mt-1.5 pl-6">
          <TrustMeaning />
        </div>
        <div className="mt-2.5 flex flex-wrap items-center gap-2 pl-6">
          <p className="min-w-0 flex-1 basis-48 text-meta text-ink-muted">{words.later}</p>
          <TrustButtons
            size="small"
            busy={busy}
            // Neither rejects: a refusal is shown below.
            onNo={() => void answer(false)}
            onYes={() => void answer(true)}
          />
        </div>
        {problem !== null && <ErrorNote className="mt-2" text={problem} />}
      </section>
    </div>
  )
}
