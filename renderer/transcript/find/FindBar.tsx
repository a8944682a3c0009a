/** The bar of the search within a session: the words, where one is among the hits, the way there. */
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { isInputMethod } from '../../keys/keyNames.ts'
import { strings } from '../../strings/strings.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { isSameHit } from './findHits.ts'
import { BarLine, JourneyLine } from './JourneyLine.tsx'
import type { Find } from './useFind.ts'
import type { Journey } from './useJump.ts'

interface FindBarProps {
  readonly find: Find
  readonly journey: Journey
  /** Whether the hit the reader is at is to be seen. */
  readonly isDrawn: boolean
  readonly onStop: () => void
  /** Closes the bar and gives the focus back. */
  readonly onClose: () => void
  /** Grows each time the bar is asked for: the words are selected again. */
  readonly asked: number
}

export function FindBar({ find, journey, isDrawn, onStop, onClose, asked }: FindBarProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    input.current?.focus()
    input.current?.select()
  }, [asked])
  const { step } = find

  // F3 goes on from wherever the focus is, as long as the bar is open.
  const steps = useRef(step)
  useEffect(() => {
    steps.current = step
  })
  useEffect(() => {
    function onKeyDown(event: globalThis.KeyboardEvent): void {
      if (event.key !== 'F3') return
      event.preventDefault()
      steps.current(event.shiftKey ? -1 : 1)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (isInputMethod(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.preventDefault() // it closes the bar; it does not stop the agent
      event.stopPropagation()
      onClose()
    } else if (event.key === 'Enter' && event.target === input.current) {
      event.preventDefault()
      step(event.shiftKey ? -1 : 1)
    }
  }

  const none = find.hits.length === 0
  return (
    <div
      role="search"
      aria-label={strings.find.label}
      onKeyDown={onKeyDown}
      className="absolute top-2 right-4 z-30 w-80 rounded-lg border border-line-strong bg-surface-raised shadow-pop"
    >
      <div className="flex h-10 items-center gap-0.5 pr-1.5 pl-3">
        <input
          ref={input}
          type="text"
          value={find.query}
          maxLength={500}
          spellCheck={false}
          aria-label={strings.find.label}
          placeholder={strings.find.placeholder}
          onChange={(event) => find.type(event.target.value)}
          className="h-8 min-w-0 flex-1 bg-transparent text-ui outline-none"
        />
        <span aria-live="polite" className="mr-1 shrink-0 text-meta text-ink-muted tabular-nums">
          {placeWords(find)}
        </span>
        <BarButton icon={ChevronUp} label={strings.find.previous} off={none} onClick={() => step(-1)} />
        <BarButton icon={ChevronDown} label={strings.find.next} off={none} onClick={() => step(1)} />
        <BarButton icon={X} label={strings.find.close} off={false} onClick={onClose} />
      </div>
      <FindLine find={find} journey={journey} isDrawn={isDrawn} onStop={onStop} />
    </div>
  )
}

function placeWords({ query, hits, total, current, isSearching, problem }: Find): string {
  if (query === '' || problem !== null) return ''
  if (isSearching && hits.length === 0) return strings.find.searching
  if (total === 0) return strings.find.none
  const at = current === null ? -1 : hits.findIndex((hit) => isSameHit(hit, current))
  if (at === -1) return strings.find.count(total)
  return strings.find.place(total - hits.length + at + 1, total)
}

/** Below the bar: what is under way, or what went wrong. */
function FindLine({
  find,
  journey,
  isDrawn,
  onStop
}: Pick<FindBarProps, 'find' | 'journey' | 'isDrawn' | 'onStop'>) {
  if (journey !== 'none') return <JourneyLine journey={journey} onStop={onStop} />
  if (find.problem !== null)
    return (
      <BarLine>
        <span role="alert" className="text-danger">{`${strings.find.failed} ${find.problem}`}</span>
      </BarLine>
    )
  if (find.current !== null && !isDrawn) {
    return (
      <BarLine>
        <span className="min-w-0 wrap-anywhere">{strings.find.notDrawn(find.current.snippet)}</span>
      </BarLine>
    )
  }
  const isOldest = find.current !== null && find.current === find.hits[0]
  return isOldest && find.total > find.hits.length ? (
    <BarLine>{strings.find.newestOnly(find.hits.length)}</BarLine>
  ) : null
}

interface BarButtonProps {
  readonly icon: typeof X
  readonly label: string
  readonly off: boolean
  readonly onClick: () => void
}

function BarButton({ icon: Icon, label, off, onClick }: BarButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={off}
      onClick={onClick}
      className={joinClasses(
        'grid size-7 shrink-0 place-items-center rounded-md text-ink-muted',
        off ? 'opacity-40' : 'hover:bg-hover hover:text-ink'
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden />
    </button>
  )
}
