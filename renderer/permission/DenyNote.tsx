/** A word to the agent with a refusal: what it should do instead. */
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

interface DenyNoteProps {
  readonly onDeny: (message: string) => void
  readonly onCancel: () => void
}

export function DenyNote({ onDeny, onCancel }: DenyNoteProps) {
  const [note, setNote] = useState('')
  return (
    <form
      className="flex items-center gap-2 px-3.5 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (note.trim() !== '') onDeny(note.trim())
      }}
    >
      <input
        autoFocus
        aria-label={strings.permission.noteLabel}
        placeholder={strings.permission.noteLabel}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault() // leaves the note; the card's own Escape would deny
          onCancel()
        }}
        className="h-8 min-w-0 flex-1 rounded-md border border-line-strong bg-surface px-2.5 text-ui"
      />
      <Button type="submit" disabled={note.trim() === ''}>
        {strings.permission.noteSend}
      </Button>
      <Button tone="ghost" onClick={onCancel}>
        {strings.app.cancel}
      </Button>
    </form>
  )
}
