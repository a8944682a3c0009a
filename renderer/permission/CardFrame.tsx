/**
 * The frame of every request: its title, its place among others, its focus and its keys. Keys count only
 * from inside the card, and not in the moment it appears: a key meant for something else answers nothing.
 */
import { ShieldQuestion } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { matchesChord } from '../keys/chord.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { localKeys } from '../../shared/keymap.ts'
import { isMac } from '../keys/platform.ts'
import { strings } from '../strings/strings.ts'
import { printable } from '../transcript/tools/printable.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'

/** Keys pressed this soon after the card came were meant for something else, in milliseconds. */
export const ARMED_AFTER_MS = 350

export interface CardKey {
  readonly chords: readonly string[]
  readonly act: () => void
  /** Only while the card itself has the focus, not one of its buttons. */
  readonly onCardOnly?: boolean
}

interface CardFrameProps {
  readonly icon?: LucideIcon
  /** What would happen, or what is asked. */
  readonly title: string
  /** Of the request, for who hears the page; the title when absent. */
  readonly name?: string
  /** "1 of 2"; null when it is the only one. */
  readonly place: string | null
  /** Take the focus when it appears: only when nobody is typing. */
  readonly takesFocus: boolean
  readonly armedAfterMs: number
  readonly keys: readonly CardKey[]
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
    takesFocus,
    armedAfterMs,
    keys,
    regains
  } = props
  const card = useRef<HTMLElement>(null)
  const armed = useRef(false)

  useEffect(() => {
    const timer = setTimeout(() => {
      armed.current = true
    }, armedAfterMs)
    return () => clearTimeout(timer)
  }, [armedAfterMs])

  // The focus comes here only from where nothing is being typed, and goes back where it came from. Decided
  // when the card appears: what happens to the composer later must not move the focus.
  const [focuses] = useState(() => takesFocus && !isBusy(document.activeElement))
  useEffect(() => {
    const own = card.current
    if (!focuses || own === null) return undefined
    const before = document.activeElement
    own.focus({ preventScroll: true })
    return () => {
      // Whoever went elsewhere meanwhile stays there.
      const now = document.activeElement
      const isOurs = now === null || now === document.body || own.contains(now)
      if (isOurs && before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [focuses])

  const hadIt = useRef(regains)
  useEffect(() => {
    if (regains && !hadIt.current) card.current?.focus({ preventScroll: true })
    hadIt.current = regains
  }, [regains])

  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      if (
        event.defaultPrevented ||
        !localKeys.permission.focus.some((chord) => matchesChord(event, chord, isMac()))
      )
        return
      event.preventDefault()
      card.current?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.nativeEvent.isComposing || event.defaultPrevented || event.repeat) return
    const isWritten = isEditable(event.target)
    const key = keys.find(
      ({ chords, onCardOnly }) =>
        (!onCardOnly || event.target === card.current) &&
        chords.some((chord) => (!isWritten || chord.length > 1) && matchesChord(event, chord, isMac()))
    )
    if (!key) return
    event.preventDefault()
    event.stopPropagation()
    if (armed.current) key.act()
  }

  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-label={`${strings.permission.region}: ${printable(name)}`}
      onKeyDown={onKeyDown}
      className="group/card flex max-h-[min(70vh,640px)] flex-col rounded-lg border border-warn-line bg-surface-raised shadow-dock outline-offset-0"
    >
      <header className="flex items-center gap-2 px-3.5 pt-2.5">
        <Icon size={16} strokeWidth={1.75} className="shrink-0 text-warn" aria-hidden />
        <h2 dir="auto" className="line-clamp-3 min-w-0 flex-1 text-ui font-semibold wrap-anywhere">
          {printable(title)}
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
  )
}

/** Something is being written there, or chosen: the focus stays. */
function isBusy(element: Element | null): boolean {
  if (!(element instanceof HTMLElement)) return false
  if (element.closest('[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return true
  return isEditable(element) && 'value' in element && element.value !== ''
}

/** Letters are letters there. */
function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
  )
}
