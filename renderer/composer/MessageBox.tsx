/**
 * The text a person writes, and what the keyboard does in it: send, new line, stop, recall, complete. Grows
 * with its words up to two fifths of the window. Every key of an input method is left alone.
 */
import { useEffect, useLayoutEffect, useRef } from 'react'
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { unreachable } from '../../shared/errors.ts'
import type { Settings } from '../../shared/settings.ts'
import { strings } from '../strings/strings.ts'
import { isAltGraph } from '../keys/keyNames.ts'
import { composerAct } from './composerKeys.ts'
import { holdSize } from './heldSize.ts'
import type { HeldSize } from './heldSize.ts'
import { keepLetters } from './keepLetters.ts'
import { CompletionPopup } from './completion/CompletionPopup.tsx'
import { useCompletion } from './completion/useCompletion.ts'
import type { FindFiles } from './completion/useFileMatches.ts'
import type { OfferState } from '../stores/offerStore.ts'
import { replaceRange, startLine } from './replaceRange.ts'
import { useRecall } from './useRecall.ts'
import type { RecallSource } from './useRecall.ts'

export interface MessageBoxProps {
  readonly agentName: string
  readonly sendKey: Settings['sendKey']
  /** May lag behind the box by the frame that shows what was typed. */
  readonly text: string
  readonly onText: (text: string) => void
  /** Somebody acts on the text: it must not lag. */
  readonly onCatchUp: () => void
  readonly onSend: (how: 'in-turn' | 'interrupting') => void
  /** True: the key was used. */
  readonly onEscape: () => boolean
  readonly onNextMode: () => void
  /** True: what was pasted has been taken elsewhere. */
  readonly onPaste: (clipboard: DataTransfer) => boolean
  /** Any letter, and any key but Escape. */
  readonly onOtherKey: () => void
  readonly recall: RecallSource
  readonly offer: OfferState | null
  readonly onWantOffer: () => void
  readonly findFiles: FindFiles
  readonly ref: RefObject<HTMLTextAreaElement | null>
}

export function MessageBox(props: MessageBoxProps) {
  const { agentName, sendKey, text, onText, onSend, onEscape, onNextMode, ref } = props
  const size = useRef<HeldSize | null>(null)
  useEffect(() => {
    if (ref.current === null) return undefined
    const held = holdSize(ref.current)
    const letGo = keepLetters(ref.current)
    size.current = held
    return () => {
      held.end()
      letGo()
    }
  }, [ref])
  // The box owns its words: were they React's, each letter would wait for everything that is drawn from them.
  useLayoutEffect(() => {
    if (ref.current && ref.current.value !== text) ref.current.value = text
    size.current?.check()
  }, [ref, text])
  const recall = useRecall(props.recall)
  const completion = useCompletion({
    agentName,
    offer: props.offer,
    onWantOffer: props.onWantOffer,
    findFiles: props.findFiles,
    onInsert: (insertion) => ref.current && replaceRange(ref.current, insertion)
  })

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== 'Escape') props.onOtherKey()
    if (completion.onKey(event)) return
    if (act(event)) event.preventDefault()
  }

  /** True when the key did something that is not typing. */
  function act(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
    const { key, shiftKey, altKey, ctrlKey, metaKey, keyCode } = event
    const { isComposing } = event.nativeEvent
    const altGraph = isAltGraph(event)
    const asked = composerAct(
      { key, shiftKey, altKey, altGraph, ctrlKey, metaKey, keyCode, isComposing },
      sendKey
    )
    if (asked !== 'type') props.onCatchUp()
    switch (asked) {
      case 'send':
        onSend('in-turn')
        return true
      case 'interrupt-and-send':
        onSend('interrupting')
        return true
      case 'new-line':
        startLine(event.currentTarget)
        return true
      case 'escape':
        return onEscape()
      case 'next-mode':
        onNextMode()
        return true
      case 'recall-older':
        return isAtEdge(event.currentTarget, 'first') && show(recall.older(event.currentTarget.value))
      case 'recall-newer':
        return isAtEdge(event.currentTarget, 'last') && show(recall.newer(event.currentTarget.value))
      case 'type':
        return false
      default:
        return unreachable(asked)
    }
  }

  function show(recalled: string | null): boolean {
    if (recalled === null || !ref.current) return false
    replaceRange(ref.current, { start: 0, end: ref.current.value.length, text: recalled })
    completion.rest(ref.current)
    return true
  }

  function onPaste(event: ClipboardEvent): void {
    if (props.onPaste(event.clipboardData)) event.preventDefault()
  }

  return (
    <>
      {completion.isOpen && (
        <CompletionPopup
          id={completion.listId}
          label={completion.label}
          items={completion.items}
          active={completion.active}
          note={completion.note}
          onActive={completion.setActive}
          onChoose={completion.choose}
        />
      )}
      <div className="min-h-11 shrink-[50] overflow-y-auto">
        <textarea
          ref={ref}
          dir="auto"
          aria-label={strings.composer.label}
          aria-autocomplete="list"
          aria-controls={completion.activeId === undefined ? undefined : completion.listId}
          aria-activedescendant={completion.activeId}
          // Where there is one, Chromium computes its style anew with every letter.
          placeholder={text === '' ? strings.composer.placeholder(agentName) : undefined}
          defaultValue={text}
          rows={1}
          onChange={(event) => {
            props.onOtherKey()
            onText(event.target.value)
            completion.follow(event.target)
          }}
          onSelect={(event) => completion.follow(event.currentTarget)}
          onBlur={(event) => completion.rest(event.currentTarget)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          // A layer of its own: what a letter changes is put together apart from all that the page shows. Its ground is
          // its box's, so that its text is drawn as sharply as any.
          className="block field-sizing-content max-h-[40vh] min-h-11 w-full resize-none rounded-t-[9px] bg-surface-raised will-change-transform px-3.5 pt-[11px] pb-1 text-body outline-none"
        />
      </div>
    </>
  )
}

/** On the first or last line; a prompt that was recalled leaves the caret at its end, and counts as both. */
function isAtEdge(box: HTMLTextAreaElement, line: 'first' | 'last'): boolean {
  const { value, selectionStart, selectionEnd } = box
  if (selectionStart !== selectionEnd) return false
  if (selectionEnd === value.length) return true
  return line === 'first'
    ? !value.slice(0, selectionStart).includes('\n')
    : !value.slice(selectionEnd).includes('\n')
}
