/** A waiting message, written anew where it stands. Enter saves, Escape leaves it as it was. */
import { Check, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { strings } from '../../strings/strings.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { isAltGraph, isInputMethod } from '../../keys/keyNames.ts'
import { startLine } from '../replaceRange.ts'

interface QueueEditorProps {
  readonly text: string
  /** False: it was refused; what was written stays here. Never rejects. */
  readonly onSave: (text: string) => Promise<boolean>
  readonly onDone: () => void
}

export function QueueEditor({ text, onSave, onDone }: QueueEditorProps) {
  const words = strings.composer.queue
  const box = useRef<HTMLTextAreaElement>(null)
  const [written, setWritten] = useState(text)

  useEffect(() => {
    const { current } = box
    current?.focus()
    current?.setSelectionRange(current.value.length, current.value.length)
  }, [])

  async function save(): Promise<void> {
    if (written === text || (await onSave(written))) onDone()
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (isInputMethod({ isComposing: event.nativeEvent.isComposing, keyCode: event.keyCode })) return
    if (event.key === 'Escape') {
      event.preventDefault()
      onDone()
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (event.altKey || isAltGraph(event)) startLine(event.currentTarget)
      else void save() // never rejects
    }
  }

  return (
    <>
      <textarea
        ref={box}
        aria-label={words.editLabel}
        rows={1}
        value={written}
        onChange={(event) => setWritten(event.target.value)}
        onKeyDown={onKeyDown}
        className="my-0.5 block field-sizing-content max-h-[16vh] min-w-0 flex-1 resize-none rounded-md border border-line-strong bg-surface-raised px-2 py-1 text-ui"
      />
      {/* save never rejects */}
      <IconButton icon={Check} size="small" label={words.save} onClick={() => void save()} />
      <IconButton icon={X} size="small" label={words.cancel} onClick={onDone} />
    </>
  )
}
