/**
 * The frame of every request: its title, its place among others, the way to it by keyboard. It takes the focus from
 * nobody: whoever wants to answer by keyboard goes to it first (`useCardKeys`).
 */
import { ShieldQuestion } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { shortText } from '../../shared/cutText.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { localKeys } from '../../shared/keymap.ts'
import { strings } from '../strings/strings.ts'
import { printable } from '../transcript/tools/printable.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { LONGEST_TITLE } from './PermissionPreview.tsx'
import { PendingChord } from './PendingChord.ts'
import type { CardTiming } from './typing.ts'
import { useCardKeys } from './useCardKeys.ts'
import type { CardKey } from './useCardKeys.ts'

interface CardFrameProps {
  readonly icon?: LucideIcon
  /** What would happen, or what is asked. */
  readonly title: string
  /** Of the request, for who hears the page; the title when absent. */
  readonly name?: string
  /** "1 of 2"; null when it is the only one. */
  readonly place: string | null
  readonly timing: CardTiming
  readonly keys: readonly CardKey[]
  /** Where the card's chord leads; the card itself when absent. */
  readonly first?: RefObject<HTMLElement | null>
  /** When this becomes true again (a note was left), the card takes the focus back. */
  readonly regains: boolean
  /** Why the last answer did not arrive. */
  readonly problem: string | null
  readonly children: ReactNode
}

export function CardFrame(props: CardFrameProps) {
  const {
    icon: Icon = ShieldQuestion,
    title,
    name = title,
    place,
    timing,
    keys,
    first = null,
    regains
  } = props
  const { card, pending, wasText, regain, handlers } = useCardKeys({ keys, timing, first })
  const isOpen = useOpen(timing.armedAfter)

  const hadIt = useRef(regains)
  useEffect(() => {
    if (regains && !hadIt.current) regain()
    hadIt.current = regains
  })

  return (
    <PendingChord value={pending}>
      <section
        ref={card}
        tabIndex={0}
        aria-label={`${strings.permission.region}: ${shortTitle(name)}`}
        {...handlers}
        className={joinClasses(
          'group/card relative flex max-h-[min(70vh,640px)] flex-col rounded-lg border border-warn-line bg-surface-raised shadow-dock outline-offset-0',
          !isOpen && 'pointer-events-none'
        )}
      >
        {/* Above the card: a button must not move while it is being pressed. */}
        <p
          role="status"
          className="pointer-events-none absolute right-2 bottom-full mb-1.5 max-w-full rounded-md border-line bg-surface-raised text-meta text-ink not-empty:border not-empty:px-2.5 not-empty:py-1 not-empty:shadow-pop"
        >
          {wasText ? strings.permission.wasText : ''}
        </p>
        <header className="flex items-center gap-2 px-3.5 pt-2.5">
          <Icon size={16} strokeWidth={1.75} className="shrink-0 text-warn" aria-hidden />
          <h2 dir="auto" className="min-w-0 flex-1 text-ui font-semibold wrap-anywhere">
            {shortTitle(title)}
          </h2>
          {place !== null && <span className="shrink-0 text-meta text-ink-muted tabular-nums">{place}</span>}
          <span className="flex shrink-0 items-center gap-1.5 text-meta text-ink-muted group-focus-within/card:hidden">
            {strings.permission.byKeyboard}
            <KeyCaps chord={localKeys.permission.focus[0]} />
          </span>
        </header>
        {props.children}
        {props.problem !== null && (
          <ErrorNote className="px-3.5 pb-3" text={strings.permission.notAnswered(props.problem)} />
        )}
      </section>
    </PendingChord>
  )
}

/** A title is a summary: what is longer stands whole in the card. */
function shortTitle(title: string): string {
  return printable(shortText(title, LONGEST_TITLE + 1))
}

/** Whether clicks count: who clicks as the card comes, or clicks twice, meant what was there before. */
function useOpen(after: number): boolean {
  const [isOpen, setOpen] = useState(after === 0)
  useEffect(() => {
    if (isOpen) return undefined
    const open = (): void => setOpen(true)
    let timer = setTimeout(open, after)
    const again = (): void => {
      clearTimeout(timer)
      timer = setTimeout(open, after)
    }
    window.addEventListener('pointerdown', again, { capture: true })
    return () => {
      clearTimeout(timer)
      window.removeEventListener('pointerdown', again, { capture: true })
    }
  }, [isOpen, after])
  return isOpen
}
