/** What goes along with the message: small cards with name and size, each removable, by keyboard too. */
import { FileText, Image as ImageIcon, X } from 'lucide-react'
import { memo, useRef } from 'react'
import type { KeyboardEvent } from 'react'
import { unreachable } from '../../../shared/errors.ts'
import type { Attachment } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { Coil } from '../../ui/Coil.tsx'
import { formatBytes } from '../../ui/formatCount.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { attachmentBytes } from './attachmentSize.ts'
import { lineCount } from './pastedText.ts'
import { useKeyOf } from './useKeyOf.ts'

interface AttachmentChipsProps {
  readonly attachments: readonly Attachment[]
  /** Files that are still being read. */
  readonly reading: number
  readonly notes: ReadonlyMap<Attachment, string>
  /** Texts that were pasted just now and can stand in the message instead. */
  readonly pasted: ReadonlySet<Attachment>
  readonly onRemove: (attachment: Attachment) => void
  readonly onInline: (attachment: Attachment) => void
  /** The last one was removed by key: the focus has to go somewhere. */
  readonly onLeave: () => void
}

export const AttachmentChips = memo(function AttachmentChips(props: AttachmentChipsProps) {
  const { attachments, reading, notes, pasted, onRemove, onInline, onLeave } = props
  const list = useRef<HTMLUListElement>(null)
  const keyOf = useKeyOf()
  if (attachments.length === 0 && reading === 0) return null

  function removeByKey(event: KeyboardEvent, attachment: Attachment, index: number): void {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    remove(attachment, index)
  }

  /** The focus goes to the one that comes into its place. */
  function remove(attachment: Attachment, index: number): void {
    const buttons = list.current?.querySelectorAll<HTMLElement>('[data-remove]') ?? []
    const next = buttons[index + 1] ?? buttons[index - 1]
    if (next) next.focus()
    else onLeave()
    onRemove(attachment)
  }

  return (
    <ul
      ref={list}
      aria-label={strings.composer.attach.list}
      className="flex max-h-[90px] flex-wrap gap-1.5 overflow-y-auto px-2.5 pt-2.5 pb-1.5"
    >
      {attachments.map((attachment, index) => {
        const name = nameOf(attachment)
        const note = notes.get(attachment)
        return (
          <li
            key={keyOf(attachment)}
            title={note === undefined ? name : `${name}. ${note}`}
            onKeyDown={(event) => removeByKey(event, attachment, index)}
            className="flex h-9 max-w-[260px] min-w-0 items-center gap-2 rounded-md border border-line bg-surface pr-1 pl-1.5"
          >
            <ChipPicture attachment={attachment} />
            <span className="min-w-0 leading-tight">
              <span className="block truncate text-ui leading-4">{name}</span>
              <span className="block truncate text-meta leading-[1.17] text-ink-muted">
                {note ?? measureOf(attachment)}
              </span>
            </span>
            {pasted.has(attachment) && (
              <button
                type="button"
                onClick={() => onInline(attachment)}
                className="shrink-0 rounded-sm px-1 text-meta text-accent hover:underline"
              >
                {strings.composer.attach.inline}
              </button>
            )}
            <IconButton
              icon={X}
              size="small"
              data-remove=""
              label={strings.composer.attach.remove(name)}
              onClick={() => remove(attachment, index)}
            />
          </li>
        )
      })}
      {reading > 0 && (
        <li role="status" className="flex h-9 items-center gap-2 px-1.5 text-ui text-ink-muted">
          <Coil />
          {strings.composer.attach.reading(reading)}
        </li>
      )}
    </ul>
  )
})

function ChipPicture({ attachment }: { readonly attachment: Attachment }) {
  switch (attachment.type) {
    case 'image':
      return attachment.data === '' ? (
        <ImageIcon size={16} strokeWidth={1.75} className="mx-1 shrink-0 text-ink-faint" aria-hidden />
      ) : (
        <img
          alt=""
          src={`data:${attachment.mediaType};base64,${attachment.data}`}
          className="size-6 shrink-0 rounded-sm object-cover"
        />
      )
    case 'text':
    case 'pdf':
      return <FileText size={16} strokeWidth={1.75} className="mx-1 shrink-0 text-accent" aria-hidden />
    default:
      return unreachable(attachment)
  }
}

/** What a person would call it. */
function nameOf(attachment: Attachment): string {
  return attachment.name ?? strings.composer.attach.pictureName
}

function measureOf(attachment: Attachment): string {
  const size = formatBytes(attachmentBytes(attachment))
  return attachment.type === 'text'
    ? strings.composer.attach.textMeasure(size, lineCount(attachment.text))
    : size
}
