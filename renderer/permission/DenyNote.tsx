/** Words to the agent with a refusal: what it should do instead. Enter sends, Escape leaves (the card's key). */
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

interface DenyNoteProps {
  readonly label: string
  readonly send: string
  readonly disabled: boolean
  readonly onSend: (words: string) => void
  readonly onCancel: () => void
}

export function DenyNote({ label, send, disabled, onSend, onCancel }: DenyNoteProps) {
  const [note, setNote] = useState('')
  const words = note.trim()
  return (
    <form
      className="flex flex-wrap items-center gap-2 px-3.5 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (words !== '' && !disabled) onSend(words)
      }}
    >
      <input
        autoFocus
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        className="h-8 min-w-48 flex-1 rounded-md border border-line-strong bg-surface px-2.5 text-ui"
      />
      <Button type="submit" disabled={words === '' || disabled}>
        {send}
      </Button>
      <Button tone="ghost" onClick={onCancel}>
        {strings.app.cancel}
      </Button>
    </form>
  )
}
