/** The mark of a footnote in the text: leads to the note itself, wherever in the answer it stands. */
import type { MouseEvent } from 'react'
import { strings } from '../../strings/strings.ts'
import { normalLabel } from './blocks/block.ts'

export function NoteMark({ label }: { readonly label: string }) {
  return (
    <sup>
      <button
        type="button"
        className="note-mark"
        aria-label={strings.markdown.note(label)}
        onClick={goToNote}
      >
        {label}
      </button>
    </sup>
  )

  function goToNote({ currentTarget }: MouseEvent): void {
    const notes = currentTarget.closest('.prose')?.querySelectorAll<HTMLElement>('[data-note]') ?? []
    const note = [...notes].find(({ dataset }) => dataset['note'] === normalLabel(label))
    note?.scrollIntoView({ block: 'nearest' })
    note?.focus({ preventScroll: true })
  }
}
