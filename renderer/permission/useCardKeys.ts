/**
 * The keys of a request and who may use them. A letter answers only when the person chose the card (a click on it, Tab
 * into it, or its chord) and only when it stands alone: of a text that is typed, nothing is ever an answer. Used by
 * `CardFrame`.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { FocusEvent, KeyboardEvent, RefObject } from 'react'
import { localKeys } from '../../shared/keymap.ts'
import { matchesChord } from '../keys/chord.ts'
import { isInputMethod } from '../keys/keyNames.ts'
import { isMac } from '../keys/platform.ts'
import { afterText, afterTyped, isAlone, isCharacter, typingSince, withoutNewest, writes } from './typing.ts'
import type { CardTiming } from './typing.ts'

export interface CardKey {
  readonly chords: readonly string[]
  readonly act: () => void
  /** Only while the card itself has the focus, not one of its buttons. */
  readonly onCardOnly?: boolean
  /** It allows something: it acts only when no other key follows. */
  readonly waits?: boolean
  /** It picks and answers nothing yet: several may follow each other. */
  readonly picks?: boolean
  /** It leads to a button that Enter presses: the first of two steps. */
  readonly selects?: boolean
}

interface CardKeysOptions {
  readonly keys: readonly CardKey[]
  readonly timing: CardTiming
  /** Where the card's chord leads; the card itself when null. */
  readonly first: RefObject<HTMLElement | null> | null
}

export interface CardKeys {
  readonly card: RefObject<HTMLElement | null>
  /** The chord that acts if nothing follows it. */
  readonly pending: string | null
  /** A key was taken for text: nothing was answered. */
  readonly wasText: boolean
  /** Gives the focus back to the card, which the person left for one of its own fields. */
  readonly regain: () => void
  readonly handlers: {
    readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
    readonly onKeyUp: (event: KeyboardEvent<HTMLElement>) => void
    readonly onPointerDownCapture: () => void
    readonly onFocus: (event: FocusEvent<HTMLElement>) => void
    readonly onBlur: (event: FocusEvent<HTMLElement>) => void
  }
}

/** Buttons that answer carry it; so do the options of a question: what is typed must not press them. */
const PRESSED = 'button[data-answers], input[type="radio"], input[type="checkbox"]'
const OVER_THE_PAGE = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'

export function useCardKeys({ keys, timing, first }: CardKeysOptions): CardKeys {
  const card = useRef<HTMLElement>(null)
  const [cameAt] = useState(pageClock)
  const typing = useRef(typingSince(cameAt))
  const isChosen = useRef(false)
  const isTab = useRef(false)
  /** Where the focus was before it came in here: there it goes back to. */
  const cameFrom = useRef<Element | null>(null)
  /** Also when its button could not keep it: one that is switched off has no focus. */
  const wasHere = useRef(false)
  const holdsSpace = useRef(false)
  /** The last key that led to a button: other letters soon after it make a word of both. */
  const selected = useRef({ key: '', at: Number.NEGATIVE_INFINITY })
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const [pending, setPending] = useState<string | null>(null)
  const [wasText, setWasText] = useState(false)

  const forget = useCallback(() => {
    if (timer.current !== null) clearTimeout(timer.current)
    timer.current = null
    setPending(null)
  }, [])

  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent): void {
      isTab.current = event.key === 'Tab' && !event.altKey && !event.ctrlKey && !event.metaKey
      // Whatever follows a letter makes it a part of something.
      if (timer.current !== null) {
        forget()
        if (writes(event)) setWasText(true)
      }
      if (writes(event)) typing.current = afterTyped(typing.current, pageClock())
      if (
        event.defaultPrevented ||
        !localKeys.permission.focus.some((chord) => matchesChord(event, chord, isMac()))
      )
        return
      if (document.activeElement?.closest(OVER_THE_PAGE)) return
      event.preventDefault()
      isChosen.current = true
      setWasText(false)
      const start = first?.current ?? card.current
      start?.focus()
    }
    function onKeyUp(): void {
      isTab.current = false
    }
    /** Whoever comes back to the window may have forgotten what has the keys here. */
    function onLeave(): void {
      isChosen.current = false
      isTab.current = false
      forget()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    window.addEventListener('keyup', onKeyUp, { capture: true })
    window.addEventListener('pointerdown', forget, { capture: true })
    window.addEventListener('blur', onLeave)
    return () => {
      window.removeEventListener('keydown', onKey, { capture: true })
      window.removeEventListener('keyup', onKeyUp, { capture: true })
      window.removeEventListener('pointerdown', forget, { capture: true })
      window.removeEventListener('blur', onLeave)
      if (timer.current !== null) clearTimeout(timer.current)
      timer.current = null
    }
  }, [first, forget])

  // While the card is still there, so that no key falls between.
  useLayoutEffect(() => {
    const own = card.current
    return () => {
      const back = cameFrom.current
      const now = document.activeElement
      const isHere =
        own?.contains(now) === true || (wasHere.current && (now === null || now === document.body))
      if (isHere && back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true })
    }
  }, [])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const now = pageClock()
    const { isComposing } = event.nativeEvent
    if (isInputMethod(event.nativeEvent) || event.defaultPrevented) return
    if (event.repeat) {
      // A key that is held presses a button once.
      if (isAnswer(event.target) && isPress(event.key)) event.preventDefault()
      return
    }
    const isWritten = isEditable(event.target)
    const key = keys.find(
      ({ chords, onCardOnly }) =>
        (!onCardOnly || event.target === card.current) &&
        chords.some((chord) => (!isWritten || chord.length > 1) && matchesChord(event, chord, isMac()))
    )
    if (!key) {
      if (!isWritten) onOtherKey(event, now)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    if (now - cameAt < timing.armedAfter) return
    if (!writes({ key: event.key, isComposing })) {
      key.act()
      return
    }
    const { key: lastKey, at } = selected.current
    const isWord = isCharacter(event.key) && event.key !== lastKey && now - at < timing.writing
    if (isWord && (key.waits === true || key.selects === true)) {
      typing.current = afterText(typing.current, now, timing)
    }
    if (!isChosen.current || !isAlone(typing.current, now, timing)) {
      takeAsText(event.target, now)
      return
    }
    setWasText(false)
    if (key.selects === true) selected.current = { key: event.key, at: now }
    if (key.picks === true) typing.current = withoutNewest(typing.current)
    if (key.waits !== true) {
      key.act()
      return
    }
    setPending(key.chords[0] ?? null)
    timer.current = setTimeout(() => {
      forget()
      key.act()
    }, timing.quietAfter)
  }

  /** A letter that means nothing here is text, and so is what comes with it; a button is pressed by a key alone. */
  function onOtherKey(event: KeyboardEvent<HTMLElement>, now: number): void {
    if (!isPress(event.key)) {
      if (!isCharacter(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
      typing.current = afterText(typing.current, now, timing)
      takeAsText(event.target, now)
      return
    }
    if (!isAnswer(event.target) || isAlone(typing.current, now, timing)) return
    event.preventDefault()
    holdsSpace.current = event.key === ' '
    // Too soon after the letter that led here: pressed again it counts.
    if (now < typing.current.textUntil) takeAsText(event.target, now)
    else setWasText(true)
  }

  /** Whatever was about to be pressed is not meant any more; and a text that goes on is one for longer. */
  function takeAsText(target: EventTarget, now: number): void {
    setWasText(true)
    if (now < typing.current.textUntil) typing.current = afterText(typing.current, now, timing)
    if (isAnswer(target)) card.current?.focus({ preventScroll: true })
  }

  function onKeyUp(event: KeyboardEvent<HTMLElement>): void {
    if (event.key !== ' ' || !holdsSpace.current) return
    holdsSpace.current = false
    event.preventDefault() // some browsers press a button when the key is let go
  }

  function onFocus(event: FocusEvent<HTMLElement>): void {
    wasHere.current = true
    const from = event.relatedTarget
    if (from instanceof Node && event.currentTarget.contains(from)) return
    if (from instanceof Element) cameFrom.current = from
    if (isTab.current) isChosen.current = true
  }

  function onBlur(event: FocusEvent<HTMLElement>): void {
    const to = event.relatedTarget
    if (to instanceof Node && event.currentTarget.contains(to)) return
    isChosen.current = false
    wasHere.current = to === null
    forget()
  }

  function regain(): void {
    const now = document.activeElement
    const isElsewhere = now !== null && now !== document.body && !card.current?.contains(now)
    if (isElsewhere) return
    isChosen.current = true
    card.current?.focus({ preventScroll: true })
  }

  return {
    card,
    pending,
    wasText,
    regain,
    handlers: {
      onKeyDown,
      onKeyUp,
      onPointerDownCapture: () => {
        isChosen.current = true
      },
      onFocus,
      onBlur
    }
  }
}

/** Milliseconds since the page began. */
function pageClock(): number {
  return performance.now()
}

function isPress(key: string): boolean {
  return key === 'Enter' || key === ' '
}

function isAnswer(target: EventTarget): boolean {
  return target instanceof Element && target.closest(PRESSED) !== null
}

/** Letters are letters there. */
function isEditable(target: EventTarget): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])'))
  )
}
