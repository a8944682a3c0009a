/** Puts words into a text box as if they were typed: React hears of it, and undo takes them back. */
import type { Insertion } from './completion/trigger.ts'

/** More than this at once is put in without undo: the browser's own way takes seconds for it. */
const MAX_UNDOABLE = 200_000

export function replaceRange(box: HTMLTextAreaElement, { start, end, text }: Insertion): void {
  box.focus()
  box.setSelectionRange(start, end)
  if (start === end && text === '') return
  if (text.length <= MAX_UNDOABLE && insertAsTyped(text)) return
  box.setRangeText(text, start, end, 'end')
  box.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Starts a line where the caret stands, in the place of what is selected. */
export function startLine(box: HTMLTextAreaElement): void {
  replaceRange(box, { start: box.selectionStart, end: box.selectionEnd, text: '\n' })
}

/** False where there is no such command. Nothing else keeps the box's own history. */
function insertAsTyped(text: string): boolean {
  if (typeof document.execCommand !== 'function') return false
  return text === '' ? document.execCommand('delete') : document.execCommand('insertText', false, text)
}
