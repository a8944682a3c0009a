/** The archive below the list: folded, and asked for when it is opened. */
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import type { SessionSummary } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { SessionRow } from './SessionRow.tsx'
import type { SessionRowProps } from './SessionRow.tsx'

interface ArchivedSessionsProps extends Pick<SessionRowProps, 'now' | 'keeping'> {
  /** As far as they are known. */
  readonly sessions: readonly SessionSummary[]
  readonly waiting: Readonly<Record<string, number>>
  /** Answers with a sentence when they could not be loaded. */
  readonly onLoad: () => Promise<string | null>
}

type Archive = 'folded' | 'loading' | 'open' | { readonly failed: string }

export function ArchivedSessions({ sessions, waiting, now, keeping, onLoad }: ArchivedSessionsProps) {
  const [archive, setArchive] = useState<Archive>('folded')
  const isOpen = archive !== 'folded'

  async function open(): Promise<void> {
    setArchive('loading')
    const refusal = await onLoad()
    setArchive(refusal === null ? 'open' : { failed: refusal })
  }

  return (
    <section className="mt-3">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={
          () => (isOpen ? setArchive('folded') : void open()) /* open() turns its failure into state */
        }
        className="flex h-7 w-full items-center gap-1 rounded-md px-2 text-meta text-ink-faint hover:bg-hover hover:text-ink"
      >
        <ChevronRight
          size={13}
          strokeWidth={1.75}
          className={joinClasses('transition-transform', isOpen && 'rotate-90')}
          aria-hidden
        />
        {strings.steering.archiveList}
      </button>
      {typeof archive === 'object' && <ErrorNote className="px-2.5 py-1" text={archive.failed} />}
      {archive === 'open' && sessions.length === 0 && (
        <p className="px-2.5 pt-1 text-meta text-ink-muted">{strings.shell.archiveEmpty}</p>
      )}
      {isOpen && (
        <ul aria-label={strings.steering.archiveList}>
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              waiting={waiting[session.id] ?? 0}
              now={now}
              keeping={keeping}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
