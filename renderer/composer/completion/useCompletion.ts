/**
 * Completes what is being written: commands behind `/`, files behind `@`. Follows the caret, decides what a
 * key does while the list is open, and puts the choice into the text. Used by the message box.
 */
import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { unreachable } from '../../../shared/errors.ts'
import type { OfferState } from '../../stores/offerStore.ts'
import { strings } from '../../strings/strings.ts'
import { isAltGraph, isInputMethod } from '../../keys/keyNames.ts'
import { keyOf } from './completionItems.ts'
import type { CompletionItem, CompletionList } from './completionItems.ts'
import { optionId } from './CompletionPopup.tsx'
import { matchCommands } from './matchCommands.ts'
import { commandOf, mentionOf, triggerAt } from './trigger.ts'
import type { Insertion, Trigger } from './trigger.ts'
import { useFileMatches } from './useFileMatches.ts'
import type { FindFiles, FoundFiles } from './useFileMatches.ts'

interface CompletionPlace {
  readonly agentName: string
  /** What the agent has; null while nobody has asked. */
  readonly offer: OfferState | null
  readonly onWantOffer: () => void
  readonly findFiles: FindFiles
  readonly onInsert: (insertion: Insertion) => void
}

export interface Completion extends CompletionList {
  readonly isOpen: boolean
  readonly label: string
  readonly listId: string
  readonly active: number
  /** The id of the active choice, for the text box; undefined when there is none. */
  readonly activeId: string | undefined
  readonly setActive: (index: number) => void
  readonly choose: (item: CompletionItem) => void
  /** After every change of the text or of the caret. */
  readonly follow: (box: HTMLTextAreaElement) => void
  /** The text stands as it is: it was recalled, or the focus has left it. */
  readonly rest: (box: HTMLTextAreaElement) => void
  /** True: the key was for the list. */
  readonly onKey: (event: KeyboardEvent<HTMLTextAreaElement>) => boolean
}

export function useCompletion(place: CompletionPlace): Completion {
  const { agentName, offer, onWantOffer, findFiles, onInsert } = place
  const listId = useId()
  const written = useRef<HTMLTextAreaElement>(null)
  /** A text nobody is writing: recalled, or left. Nothing is offered in it until it changes. */
  const atRest = useRef<string | null>(null)
  const [trigger, setTrigger] = useState<Trigger | null>(null)
  /** Where one was closed by Escape: it stays so until another place. */
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const [chosen, setChosen] = useState<{ readonly key: string; readonly query: string } | null>(null)
  const wanted = trigger !== null && trigger.start !== closedAt ? trigger : null
  const kind = wanted?.kind ?? null

  const files = useFileMatches(wanted?.kind === 'mention' ? wanted.query : null, findFiles)
  useEffect(() => {
    if (kind === 'command') onWantOffer()
  }, [kind, onWantOffer])

  const list = listOf(wanted, files, offer, onWantOffer, agentName)
  const chosenAt = list.items.findIndex(
    (item) => chosen?.query === wanted?.query && keyOf(item) === chosen?.key
  )
  const active = Math.max(0, chosenAt)
  const isOpen = wanted !== null && (list.items.length > 0 || list.note !== null)

  const follow = useCallback((box: HTMLTextAreaElement) => {
    written.current = box
    const { value, selectionStart, selectionEnd } = box
    if (value !== atRest.current) atRest.current = null
    const caret = selectionStart === selectionEnd && atRest.current === null ? selectionStart : null
    const next = triggerAt(value, caret)
    setTrigger((before) => (isSame(before, next) ? before : next))
    if (next === null) setClosedAt(null)
  }, [])
  const rest = useCallback((box: HTMLTextAreaElement) => {
    atRest.current = box.value
    setTrigger(null)
  }, [])

  function setActive(index: number): void {
    const item = list.items.at(index % list.items.length)
    if (item && wanted) setChosen({ key: keyOf(item), query: wanted.query })
  }

  function choose(item: CompletionItem): void {
    const text = written.current?.value
    if (!wanted || text === undefined) return
    onInsert(
      item.kind === 'command'
        ? commandOf(text, wanted, item.command.name)
        : mentionOf(text, wanted, item.path)
    )
  }

  function onKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    if (
      !wanted ||
      !isOpen ||
      isInputMethod({ isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })
    )
      return false
    const { ctrlKey, metaKey, altKey, shiftKey } = event
    if (ctrlKey || metaKey || altKey || shiftKey || isAltGraph(event)) return false
    const item = list.items[active]
    switch (event.key) {
      case 'Escape':
        setClosedAt(wanted.start)
        break
      case 'ArrowDown':
        if (!item) return false
        setActive(active + 1)
        break
      case 'ArrowUp':
        if (!item) return false
        setActive(active - 1)
        break
      case 'Enter':
      case 'Tab':
        // A command that is written out already is sent by Enter.
        if (!item || (event.key === 'Enter' && isWhole(item, wanted))) return false
        choose(item)
        break
      default:
        return false
    }
    event.preventDefault()
    return true
  }

  return {
    ...list,
    isOpen,
    label: kind === 'mention' ? strings.composer.files.label : strings.composer.commands.label,
    listId,
    active,
    activeId: isOpen && list.items.length > 0 ? optionId(listId, active) : undefined,
    setActive,
    choose,
    follow,
    rest,
    onKey
  }
}

function isWhole(item: CompletionItem, trigger: Trigger): boolean {
  return item.kind === 'command' && item.command.name === trigger.query && item.command.argumentHint === null
}

function isSame(a: Trigger | null, b: Trigger | null): boolean {
  if (a === null || b === null) return a === b
  return a.kind === b.kind && a.query === b.query && a.start === b.start && a.end === b.end
}

const NOTHING: CompletionList = { items: [], note: null }

function listOf(
  trigger: Trigger | null,
  files: FoundFiles,
  offer: OfferState | null,
  onWantOffer: () => void,
  agentName: string
): CompletionList {
  if (trigger === null) return NOTHING
  return trigger.kind === 'mention'
    ? fileList(files)
    : commandList(trigger.query, offer, onWantOffer, agentName)
}

function fileList({ matches, searching, failed, retry }: FoundFiles): CompletionList {
  const words = strings.composer.files
  if (failed !== null) return { items: [], note: { tone: 'problem', text: failed, onRetry: retry } }
  if (matches === null)
    return searching ? { items: [], note: { tone: 'quiet', text: words.searching } } : NOTHING
  const items = matches.files.map((match) => ({ kind: 'file' as const, ...match }))
  if (items.length > 0) return { items, note: null }
  const isLooking = searching || !matches.isComplete
  return { items, note: { tone: 'quiet', text: isLooking ? words.searching : words.none } }
}

function commandList(
  query: string,
  offer: OfferState | null,
  onWantOffer: () => void,
  agentName: string
): CompletionList {
  const words = strings.composer.commands
  switch (offer?.phase) {
    case undefined:
    case 'loading':
      return { items: [], note: { tone: 'quiet', text: words.loading(agentName) } }
    case 'failed':
      return { items: [], note: { tone: 'problem', text: offer.error.message, onRetry: onWantOffer } }
    case 'ready': {
      const { commands } = offer.offer
      const items = matchCommands(commands, query).map((match) => ({ kind: 'command' as const, ...match }))
      if (items.length > 0) return { items, note: null }
      return {
        items,
        note: { tone: 'quiet', text: commands.length === 0 ? words.none(agentName) : words.noMatch }
      }
    }
    default:
      return unreachable(offer)
  }
}
