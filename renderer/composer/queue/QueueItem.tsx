/** One message that waits, with what can be done to it. */
import { ArrowDown, ArrowUp, CornerDownRight, Paperclip, SendHorizontal, X } from 'lucide-react'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { shortText } from '../../../shared/cutText.ts'
import type { QueuedMessage } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { QueueEditor } from './QueueEditor.tsx'
import type { QueueActs } from './useQueueActs.ts'

interface QueueItemProps {
  readonly message: QueuedMessage
  /** The message above it, null when it is the first. */
  readonly before: string | null
  /** Before which it comes to stand one place further down, null meaning the end; null when it is the last. */
  readonly behind: { readonly before: string | null } | null
  readonly paused: boolean
  readonly acts: QueueActs
}

export function QueueItem({ message, before, behind, paused, acts }: QueueItemProps) {
  const words = strings.composer.queue
  const face = useRef<HTMLButtonElement>(null)
  const [editing, setEditing] = useState(false)
  const name = shorten(message.text)
  const attached = message.attachments?.length ?? 0

  function moveUp(): void {
    if (before !== null) acts.onMove(message.id, before)
  }
  function moveDown(): void {
    if (behind !== null) acts.onMove(message.id, behind.before)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || editing) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    if (event.key === 'ArrowUp') moveUp()
    else moveDown()
  }
  function stopEditing(): void {
    setEditing(false)
    // Once the text is drawn again in place of the editor.
    requestAnimationFrame(() => face.current?.focus())
  }

  return (
    <li
      onKeyDown={onKeyDown}
      className="group/queued flex min-h-[30px] items-center gap-1 rounded-md pr-0.5 pl-2 hover:bg-hover"
    >
      <CornerDownRight size={14} strokeWidth={1.75} className="mr-1 shrink-0 text-ink-faint" aria-hidden />
      {editing ? (
        <QueueEditor
          text={message.text}
          onSave={(text) => acts.onEdit(message.id, text)}
          onDone={stopEditing}
        />
      ) : (
        <>
          <button
            ref={face}
            type="button"
            dir="auto"
            aria-label={words.edit(name)}
            aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
            onClick={() => setEditing(true)}
            className="min-w-0 flex-1 cursor-text! truncate rounded-sm py-1 text-start text-ui text-ink-muted"
          >
            {message.text.trim() === '' ? words.onlyAttached(attached) : message.text}
          </button>
          {attached > 0 && (
            <span className="flex shrink-0 items-center gap-1 text-meta text-ink-muted">
              <Paperclip size={12} strokeWidth={1.75} aria-hidden />
              {attached}
              <span className="sr-only">{words.attached(attached)}</span>
            </span>
          )}
          {message.urgent === true && <span className="shrink-0 text-meta text-accent">{words.urgent}</span>}
          <span className="flex shrink-0 opacity-0 group-focus-within/queued:opacity-100 group-hover/queued:opacity-100">
            <IconButton
              icon={ArrowUp}
              size="small"
              label={words.moveUp(name)}
              disabled={before === null}
              onClick={moveUp}
            />
            <IconButton
              icon={ArrowDown}
              size="small"
              label={words.moveDown(name)}
              disabled={behind === null}
              onClick={moveDown}
            />
          </span>
          <IconButton
            icon={SendHorizontal}
            size="small"
            label={paused ? words.sendThis(name) : words.sendNow(name)}
            onClick={() => acts.onSendNow(message.id)}
          />
          <IconButton
            icon={X}
            size="small"
            label={words.remove(name)}
            onClick={() => acts.onRemove(message.id)}
          />
        </>
      )}
    </li>
  )
}

function shorten(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  return shortText(line, 61)
}
