/** Changes what would be done before it is allowed: the command, or the whole input as JSON. */
import { useId, useState } from 'react'
import { unreachable } from '../../shared/errors.ts'
import { ariaShortcut, matchesChord } from '../keys/chord.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { isMac } from '../keys/platform.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { MARK, printableLines } from '../transcript/tools/printable.ts'
import { ForeignText } from './ForeignText.tsx'
import { editableInput, editedInput } from './editedInput.ts'
import type { EditedInput } from './editedInput.ts'

interface InputEditorProps {
  readonly input: unknown
  readonly disabled: boolean
  readonly onAllow: (input: Record<string, unknown>) => void
  readonly onCancel: () => void
}

const ALLOW = 'Mod+Enter'
const MOST_ROWS = 14
/** For what a field of text does not show: letters without ink, and marks that turn others around. */
const LOOKED_AT = 100_000

export function InputEditor({ input, disabled, onAllow, onCancel }: InputEditorProps) {
  const [begun] = useState(() => editableInput(input))
  const [text, setText] = useState(begun.text)
  const note = useId()
  const edited = editedInput(input, begun.kind, text)
  const label = begun.kind === 'command' ? strings.permission.editCommand : strings.permission.editInput
  const rows = Math.min(MOST_ROWS, Math.max(2, text.split('\n', MOST_ROWS).length))

  function allow(): void {
    if (edited.ok && !disabled) onAllow({ ...edited.input })
  }

  return (
    <form
      className="flex min-h-0 flex-col gap-2 px-3.5 pt-2 pb-3"
      onSubmit={(event) => {
        event.preventDefault()
        allow()
      }}
    >
      <textarea
        autoFocus
        aria-label={label}
        aria-invalid={!edited.ok}
        aria-describedby={edited.ok ? undefined : note}
        value={text}
        rows={rows}
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || !matchesChord(event, ALLOW, isMac())) return
          event.preventDefault()
          allow()
        }}
        className="tool-code min-h-0 resize-none overflow-y-auto rounded-md border border-line-strong bg-code-bg px-3 py-2 wrap-anywhere"
      />
      {MARK.test(printableLines(text.slice(0, LOOKED_AT))) && (
        <div className="max-h-[20vh] overflow-y-auto text-meta text-warn">
          {strings.permission.commandNotes.marks}
          <ForeignText kind="exact" text={text} className="font-mono text-code" />
        </div>
      )}
      {!edited.ok && (
        <div id={note}>
          <ErrorNote text={wordsFor(edited)} />
        </div>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          tone="primary"
          disabled={!edited.ok || disabled}
          aria-keyshortcuts={ariaShortcut(ALLOW)}
        >
          {strings.permission.allowEdited}
          <span aria-hidden className="flex">
            <KeyCaps chord={ALLOW} />
          </span>
        </Button>
        <Button tone="ghost" onClick={onCancel}>
          {strings.app.cancel}
        </Button>
        <p className="min-w-0 flex-1 text-meta text-ink-muted">{strings.permission.editHint}</p>
      </div>
    </form>
  )
}

function wordsFor(edited: Extract<EditedInput, { ok: false }>): string {
  switch (edited.problem) {
    case 'empty':
      return strings.permission.editEmpty
    case 'notObject':
      return strings.permission.editNotObject
    case 'notJson':
      return strings.permission.editNotJson(edited.reason)
    default:
      return unreachable(edited)
  }
}
