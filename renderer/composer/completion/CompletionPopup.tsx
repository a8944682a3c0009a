/**
 * The list above the composer: commands of the agent, files of the project. The focus stays in the text;
 * `useCompletion` says which choice is active and what a key does.
 */
import { File, Folder, SquareSlash } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { unreachable } from '../../../shared/errors.ts'
import { strings } from '../../strings/strings.ts'
import { Button } from '../../ui/Button.tsx'
import { joinClasses } from '../../ui/joinClasses.ts'
import { keyOf, markedParts } from './completionItems.ts'
import type { CompletionItem, CompletionNote } from './completionItems.ts'

interface CompletionPopupProps {
  readonly id: string
  readonly label: string
  readonly items: readonly CompletionItem[]
  readonly active: number
  readonly note: CompletionNote | null
  readonly onActive: (index: number) => void
  readonly onChoose: (item: CompletionItem) => void
}

export function CompletionPopup({
  id,
  label,
  items,
  active,
  note,
  onActive,
  onChoose
}: CompletionPopupProps) {
  const list = useRef<HTMLUListElement>(null)

  useLayoutEffect(() => {
    const option = list.current?.children[active]
    if (list.current && option instanceof HTMLElement) reveal(list.current, option)
  }, [active, items])

  return (
    <div
      // The caret stays where it is.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-20 mb-1.5 flex max-h-[min(320px,40vh)] flex-col overflow-hidden rounded-lg border border-line bg-surface-raised shadow-pop"
    >
      {note && <PopupNote note={note} />}
      <ul
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        // Scrolls, so it can be reached; Tab in the text takes a choice before it ever comes here.
        tabIndex={0}
        className={joinClasses('min-h-0 overflow-y-auto p-1', items.length === 0 && 'hidden')}
      >
        {items.map((item, index) => (
          <li
            key={keyOf(item)}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === active}
            onMouseMove={() => index !== active && onActive(index)}
            onClick={() => onChoose(item)}
            className={joinClasses(
              'flex min-h-[30px] items-center gap-2.5 rounded-md px-2.5 py-1 text-ui select-none',
              index === active && 'bg-selected'
            )}
          >
            <ItemFace item={item} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Scrolls the list and nothing around it. */
function reveal(list: HTMLElement, option: HTMLElement): void {
  const top = option.offsetTop - list.offsetTop
  const bottom = top + option.offsetHeight
  if (top < list.scrollTop) list.scrollTop = top
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight
}

/** The id of a choice, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`
}

function ItemFace({ item }: { readonly item: CompletionItem }) {
  const look = { size: 15, strokeWidth: 1.75, className: 'shrink-0 text-ink-faint', 'aria-hidden': true }
  switch (item.kind) {
    case 'command': {
      const { command, positions } = item
      return (
        <>
          <SquareSlash {...look} />
          <span className="max-w-[55%] shrink-0 truncate font-medium">
            /<Marked text={command.name} positions={positions} />
            {command.argumentHint !== null && (
              <span className="ml-1.5 font-normal text-ink-faint">{command.argumentHint}</span>
            )}
          </span>
          <span className="min-w-0 flex-1 truncate text-meta text-ink-muted">{command.description}</span>
        </>
      )
    }
    case 'file': {
      const { path, positions } = item
      const nameAt = path.lastIndexOf('/', path.length - 2) + 1
      const Icon = path.endsWith('/') ? Folder : File
      return (
        <>
          <Icon {...look} />
          <span className="max-w-[70%] shrink-0 truncate">
            <Marked
              text={path.slice(nameAt)}
              positions={positions.filter((at) => at >= nameAt).map((at) => at - nameAt)}
            />
          </span>
          {/* The end of a long folder tells more than its beginning. */}
          <span dir="rtl" className="min-w-0 flex-1 truncate text-left text-meta text-ink-muted">
            <bdi>
              <Marked text={path.slice(0, nameAt)} positions={positions.filter((at) => at < nameAt)} />
            </bdi>
          </span>
        </>
      )
    }
    default:
      return unreachable(item)
  }
}

function Marked({ text, positions }: { readonly text: string; readonly positions: readonly number[] }) {
  return markedParts(text, positions).map((part, index) =>
    part.isMatch ? (
      <mark key={index} className="bg-transparent font-semibold text-accent">
        {part.text}
      </mark>
    ) : (
      <span key={index}>{part.text}</span>
    )
  )
}

function PopupNote({ note }: { readonly note: CompletionNote }) {
  return (
    <div
      role={note.tone === 'problem' ? 'alert' : 'status'}
      className="flex shrink-0 items-center gap-2.5 px-3.5 py-2 text-ui text-ink-muted"
    >
      <span className="min-w-0 flex-1 wrap-anywhere">{note.text}</span>
      {note.tone === 'problem' && (
        <Button size="small" tone="ghost" onClick={note.onRetry}>
          {strings.app.retry}
        </Button>
      )}
    </div>
  )
}
