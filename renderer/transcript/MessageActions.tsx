/**
 * When a message was written and by which model, and what can be done with it: shown beside the message on
 * hover and on keyboard focus. One stop of the Tab key; the arrow keys move within.
 */
import { Check, Copy, Link2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { messageHash } from '../../shared/address.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { useTranscriptSetting } from './TranscriptContext.ts'

interface MessageActionsProps {
  readonly message: SessionMessage
  /** Asked when something is copied, not before. Keeps its identity. */
  readonly markdownOf: (message: SessionMessage) => string
}

export const MessageActions = memo(function MessageActions({ message, markdownOf }: MessageActionsProps) {
  const { messageActions = [] } = useTranscriptSetting()
  const [copied, setCopied] = useState<'text' | 'link' | null>(null)
  useEffect(() => {
    if (copied === null) return undefined
    const timer = setTimeout(() => setCopied(null), 1500)
    return () => clearTimeout(timer)
  }, [copied])

  function copy(what: 'text' | 'link', text: string): void {
    navigator.clipboard.writeText(text).then(
      () => setCopied(what),
      () => setCopied(null) // the browser refused: the sign for "copied" does not appear
    )
  }

  return (
    <div
      className={joinClasses(
        'pointer-events-none absolute right-0 bottom-0 z-10',
        message.role === 'user' ? 'top-1' : '-top-2.5'
      )}
    >
      <div
        role="toolbar"
        aria-label={strings.session.messageActions}
        onKeyDown={moveFocus}
        // Sticky: beside a long message it stays in view.
        className={joinClasses(
          'sticky top-1 flex items-center rounded-md border border-line bg-surface-raised py-px pr-0.5 pl-2 opacity-0 shadow-dock',
          'group-focus-within/row:pointer-events-auto group-focus-within/row:opacity-100 group-hover/row:pointer-events-auto group-hover/row:opacity-100'
        )}
      >
        <span className="mr-1 max-w-56 truncate text-meta text-ink-muted tabular-nums">
          <time dateTime={message.createdAt}>{timeOf(message.createdAt)}</time>
          {message.model !== undefined && ` · ${message.model}`}
        </span>
        <ActionButton
          icon={copied === 'text' ? Check : Copy}
          label={copied === 'text' ? strings.session.copied : strings.session.copyMarkdown}
          isFirst
          onClick={() => copy('text', markdownOf(message))}
        />
        <ActionButton
          icon={copied === 'link' ? Check : Link2}
          label={copied === 'link' ? strings.session.copied : strings.session.copyLink}
          isFirst={false}
          onClick={() => copy('link', linkTo(message.id))}
        />
        {messageActions
          .filter((action) => action.isOffered(message))
          .map(({ id, icon, label, act }) => (
            <ActionButton key={id} icon={icon} label={label} isFirst={false} onClick={() => act(message)} />
          ))}
      </div>
    </div>
  )
})

interface ActionButtonProps {
  readonly icon: LucideIcon
  readonly label: string
  /** The one that the Tab key reaches. */
  readonly isFirst: boolean
  readonly onClick: () => void
}

/** A `title` and no tooltip of our own: there are a few of these on every row. */
function ActionButton({ icon: Icon, label, isFirst, onClick }: ActionButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      tabIndex={isFirst ? 0 : -1}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-sm text-ink-muted hover:bg-hover hover:text-ink"
    >
      <Icon size={14} strokeWidth={1.75} aria-hidden />
    </button>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = Array.from(event.currentTarget.querySelectorAll('button'))
  const at = buttons.findIndex((button) => button === event.target)
  buttons[(at + step + buttons.length) % buttons.length]?.focus()
  event.preventDefault()
}

const clock = new Intl.DateTimeFormat(strings.time.dates, { hour: '2-digit', minute: '2-digit' })

function timeOf(iso: string): string {
  return clock.format(new Date(iso))
}

/** The address of one message, for wherever a person pastes it. */
function linkTo(messageId: string): string {
  return new URL(messageHash(messageId), window.location.href).href
}
