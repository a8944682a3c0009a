/** The text of an export before it is saved: what was masked, and each of those places to go to. Used by `ExportDialog.tsx`. */
import { ChevronDown, ChevronUp } from 'lucide-react'
import { Fragment, useId, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { ExportPreview, ExportRequest } from '../../shared/steering.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { maskedWords } from './maskedWords.ts'
import type { PreviewState } from './useExportPreview.ts'

const SECRET = '[secret]'

interface ExportPreviewPaneProps {
  readonly wish: ExportRequest
  readonly state: PreviewState
}

export function ExportPreviewPane({ wish, state }: ExportPreviewPaneProps) {
  const words = strings.steering.preview
  const title = useId()
  const text = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState(0)
  const places = state.status === 'read' ? placesIn(state.preview) : 0
  const now = Math.min(place, places)

  function goTo(next: number): void {
    const marks = text.current?.querySelectorAll('mark') ?? []
    const at = next < 1 ? places : next > places ? 1 : next
    setPlace(at)
    marks[at - 1]?.scrollIntoView({ block: 'center' })
  }

  return (
    <div className="mt-3 flex min-h-0 flex-1 flex-col">
      <div className="mb-1.5 flex min-h-8 items-center gap-2">
        <h3 id={title} className="sr-only">
          {words.title}
        </h3>
        <p aria-live="polite" className="min-w-0 flex-1 text-meta text-ink-muted">
          {summaryOf(wish, state)}
        </p>
        {places > 0 && (
          <div className="flex items-center gap-0.5">
            {now > 0 && (
              <span aria-live="polite" className="mr-1 text-meta text-ink-muted tabular-nums">
                {words.place(now, places)}
              </span>
            )}
            <IconButton icon={ChevronUp} size="small" label={words.previous} onClick={() => goTo(now - 1)} />
            <IconButton icon={ChevronDown} size="small" label={words.next} onClick={() => goTo(now + 1)} />
          </div>
        )}
      </div>
      {state.status === 'failed' ? (
        <ErrorNote className="mt-1" text={failureOf(state.error).message} />
      ) : (
        <div
          ref={text}
          role="region"
          aria-labelledby={title}
          // A place to scroll in must be reached by keys.
          tabIndex={0}
          className="h-[34vh] min-h-28 overflow-auto rounded-md border border-line bg-code-bg px-3 py-2 font-mono text-meta leading-[1.55] wrap-anywhere whitespace-pre-wrap"
        >
          {state.status === 'read' && textOf(state.preview, now)}
        </div>
      )}
      {wish.format === 'html' && state.status === 'read' && (
        <p className="mt-1 text-meta text-ink-muted">{words.html}</p>
      )}
    </div>
  )
}

function summaryOf({ maskSecrets }: ExportRequest, state: PreviewState): ReactNode {
  const words = strings.steering.preview
  if (state.status === 'reading') return words.reading
  if (state.status === 'failed') return null
  if (!maskSecrets) return words.off
  const { masked } = state.preview
  const count = masked.reduce((sum, kind) => sum + kind.count, 0)
  if (count === 0) return words.none
  return (
    <>
      <strong className="font-medium text-ink">{words.masked(count)}:</strong> {maskedWords(masked)}
    </>
  )
}

function placesIn({ parts }: ExportPreview): number {
  return parts.reduce((sum, { text }) => sum + text.split(SECRET).length - 1, 0)
}

function textOf({ parts, left }: ExportPreview, now: number): ReactNode {
  const words = strings.steering.preview
  let seen = 0
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined)
  return (
    <>
      {parts.map(({ text, skipped }, part) => (
        // Parts never move: their place is their name.
        <Fragment key={part}>
          {skipped > 0 && <Gap text={words.skipped(number.format(skipped))} />}
          {text.split(SECRET).map((piece, at) => {
            if (at > 0) seen += 1
            return (
              <Fragment key={at}>
                {at > 0 && (
                  <mark
                    aria-current={seen === now ? 'true' : undefined}
                    className="rounded-sm bg-warn-soft px-0.5 text-warn outline-warn aria-[current]:outline-2"
                  >
                    {SECRET}
                  </mark>
                )}
                {piece}
              </Fragment>
            )
          })}
        </Fragment>
      ))}
      {left > 0 && <Gap text={words.left(number.format(left))} />}
    </>
  )
}

function Gap({ text }: { readonly text: string }) {
  return (
    <span className="my-2 flex items-center gap-3 font-sans text-ink-faint select-none before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {text}
    </span>
  )
}
