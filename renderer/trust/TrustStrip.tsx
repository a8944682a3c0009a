/**
 * A line across the top of a session that has begun in a folder nobody has been asked about: the same question, with
 * what trust means one step away. Stays until it is answered, and takes no focus.
 */
import { ShieldQuestion } from 'lucide-react'
import { useId } from 'react'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { TrustButtons } from './TrustButtons.tsx'
import { useTrustAnswer } from './useTrustAnswer.ts'

interface TrustStripProps {
  readonly project: Project
  /** Shows what trust means, and asks there. */
  readonly onExplain: () => void
}

export function TrustStrip({ project, onExplain }: TrustStripProps) {
  const { busy, problem, answer } = useTrustAnswer(project.id)
  const title = useId()
  return (
    <section
      aria-labelledby={title}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface-sunken px-4 py-1.5"
    >
      <ShieldQuestion size={15} strokeWidth={1.75} className="shrink-0 text-accent" aria-hidden />
      <h2 id={title} className="min-w-0 flex-1 basis-52 text-ui font-medium">
        {strings.trust.title}
      </h2>
      <TrustButtons
        size="small"
        busy={busy}
        opensMore
        onNo={() => void answer(false)} // never rejects: a refusal is shown below
        onYes={onExplain}
      />
      {problem !== null && <ErrorNote className="basis-full" text={problem} />}
    </section>
  )
}
