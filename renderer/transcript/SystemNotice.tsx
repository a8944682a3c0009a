/** What is neither the person's nor the agent's word: interrupted, failed, compacted, anything to know. */
import { CircleAlert, CircleStop, History, Info, Minimize2 } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import type { Notice, SessionMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Fold } from './Fold.tsx'
import { FailedTurn } from './FailedTurn.tsx'
import { RawValue } from './tools/RawBody.tsx'

const ICONS: Readonly<Record<Notice, LucideIcon>> = {
  interrupted: CircleStop,
  failed: CircleAlert,
  compacted: Minimize2,
  resumed: History,
  info: Info
}

export function SystemNotice({ message }: { readonly message: SessionMessage }) {
  const notice = message.notice ?? 'info'
  const text = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('\n')
    .trim()
  const raw = message.content.filter((block) => block.type === 'unknown')
  if (notice === 'failed') return <FailedTurn what={text} />
  return (
    <NoticeLine icon={ICONS[notice]} text={wordsFor(notice, text)}>
      {notice === 'compacted' && text !== ''
        ? () => <div className="mt-1 text-ui wrap-anywhere whitespace-pre-wrap text-ink-muted">{text}</div>
        : raw.length === 0
          ? null
          : () => (
              <div className="mt-1.5 rounded-md border border-line bg-code-bg px-3 py-1.5">
                {raw.map((block, index) => (
                  <RawValue key={index} value={block.raw} />
                ))}
              </div>
            )}
    </NoticeLine>
  )
}

function wordsFor(notice: Notice, text: string): string {
  // Claude Code's own marker is meant for the model; ours says who stopped the turn.
  if (notice === 'interrupted')
    return text === '' || text.startsWith('[Request interrupted') ? strings.session.interrupted : text
  if (notice === 'compacted') return strings.session.compacted
  return text === '' ? strings.session.unknownBlock : text
}

interface NoticeLineProps {
  readonly icon: LucideIcon
  readonly text: string
  readonly children: ComponentProps<typeof Fold>['children']
}

/** One quiet line on the thread. */
export function NoticeLine({ icon: Icon, text, children }: NoticeLineProps) {
  return (
    <div className="strand pb-3">
      <span className="strand-node">
        <Icon size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      <Fold head={<span className="min-w-0 text-ui wrap-anywhere text-ink-muted">{text}</span>}>
        {children}
      </Fold>
    </div>
  )
}
