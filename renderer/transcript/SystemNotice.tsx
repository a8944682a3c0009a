/** What is neither the person's nor the agent's word: interrupted, failed, compacted, anything to know. */
import {
  CircleStop,
  Eraser,
  FileQuestionMark,
  History,
  Info,
  MessagesSquare,
  Minimize2,
  Webhook
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { unreachable } from '../../shared/errors.ts'
import { outputKind } from '../../shared/outputKind.ts'
import type { Sender, SessionMessage } from '../../shared/session.ts'
import { knownSentence } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Boundary } from './Boundary.tsx'
import { FailedTurn } from './FailedTurn.tsx'
import { noticeWords } from './failureWords.ts'
import { Fold } from './Fold.tsx'
import { ImageView } from './ImageView.tsx'
import { Markdown } from './markdown/Markdown.tsx'
import { printable } from './tools/printable.ts'
import { RawValue } from './tools/RawValue.tsx'

interface SystemNoticeProps {
  readonly message: SessionMessage
  readonly onRetry: (() => void) | null
}

export function SystemNotice({ message, onRetry }: SystemNoticeProps) {
  const [now] = useState(() => Date.now())
  const said = message.content
    .map((block) => (block.type === 'text' ? block.text : ''))
    .join('\n')
    .trim()
  const own = message.told && knownSentence(message.told)
  const text = message.facts === undefined ? (own ?? said) : noticeWords(message.facts, now)
  const notice = message.notice ?? 'info'
  switch (notice) {
    case 'failed':
      return <FailedTurn what={text} failure={message.failure ?? null} onRetry={onRetry} />
    case 'compacted':
      return (
        <Boundary icon={Minimize2} label={strings.session.compacted}>
          {text === ''
            ? null
            : () => (
                <div className="rounded-md border border-line bg-surface-sunken px-3.5 py-2.5 text-ui wrap-anywhere whitespace-pre-wrap text-ink-muted">
                  <p className="mb-2 text-ink-faint">{strings.session.compactedHint}</p>
                  {text}
                </div>
              )}
        </Boundary>
      )
    case 'resumed':
      return (
        <Boundary icon={History} label={text === '' ? strings.session.resumed : text}>
          {null}
        </Boundary>
      )
    case 'cleared':
      return (
        <Boundary icon={Eraser} label={strings.session.cleared}>
          {null}
        </Boundary>
      )
    case 'interrupted':
      return (
        <NoticeLine icon={CircleStop} text={interruptedWords(text)}>
          {null}
        </NoticeLine>
      )
    case 'hook':
      return <HookNotice hook={message.hook ?? null} text={text} />
    case 'info': {
      if (message.sender !== undefined)
        return <FromOther message={message} sender={message.sender} text={text} />
      const raw = message.content.flatMap((block) => (block.type === 'unknown' ? [block.raw] : []))
      const kind = outputKind(text)
      if (raw.length === 0 && kind !== 'line') return <OutputNotice kind={kind} text={text} />
      return (
        <NoticeLine
          icon={text === '' ? FileQuestionMark : Info}
          text={text === '' ? strings.session.unknownBlock : text}
        >
          {raw.length === 0 ? null : () => <RawValues values={raw} />}
        </NoticeLine>
      )
    }
    default:
      return unreachable(notice)
  }
}

interface FromOtherProps {
  readonly message: SessionMessage
  readonly sender: Sender
  readonly text: string
}

/** Another one's words: named, and drawn as the text they are. */
function FromOther({ message, sender, text }: FromOtherProps) {
  const name = sender.name === null ? null : printable(sender.name)
  return (
    <div className="strand pb-3">
      <span className="strand-node">
        <MessagesSquare size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      <p className="text-ui wrap-anywhere text-ink-muted">{strings.session.from(sender.kind, name)}</p>
      <div className="mt-1 border-l-2 border-line pl-3">
        <Markdown text={text} isGrowing={false} />
        {message.content.map((block, index) =>
          block.type === 'image' ? <ImageView key={index} image={block} /> : null
        )}
      </div>
    </div>
  )
}

/** Claude Code's own marker is meant for the model; ours says who stopped the turn. */
function interruptedWords(text: string): string {
  return text === '' || text.startsWith('[Request interrupted') ? strings.session.interrupted : text
}

/** What a command has put out, drawn as what it is. */
function OutputNotice({ kind, text }: { readonly kind: 'markdown' | 'plain'; readonly text: string }) {
  return (
    <div className="strand pb-3">
      <span className="strand-node">
        <Info size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      {kind === 'markdown' ? (
        <div className="min-w-0 text-ui">
          <Markdown text={text} />
        </div>
      ) : (
        <pre
          // What is wider than the page scrolls, and must be reached by keyboard.
          tabIndex={0}
          className="overflow-x-auto rounded-md border border-line bg-code-bg px-3 py-2 font-mono text-code text-ink"
        >
          {text}
        </pre>
      )}
    </div>
  )
}

/** A hook's own words, as they are; beside them which hook it was. */
function HookNotice({ hook, text }: { readonly hook: string | null; readonly text: string }) {
  return (
    <div className="strand pb-3">
      <span className="strand-node">
        <Webhook size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      {/* Words that do not fit beside the name stand below it, in the whole width. */}
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2 text-ui text-ink-muted">
        <span className="max-w-full text-meta wrap-anywhere text-ink-faint">
          {hook === null ? strings.session.hookSays : strings.session.namedHookSays(hook)}
        </span>
        <span dir="auto" className="min-w-0 wrap-anywhere whitespace-pre-wrap">
          {text}
        </span>
      </div>
    </div>
  )
}

function RawValues({ values }: { readonly values: readonly unknown[] }) {
  return (
    <div className="mt-1.5 rounded-md border border-line bg-code-bg px-3 py-1.5">
      {values.map((value, index) => (
        <RawValue key={index} value={value} />
      ))}
    </div>
  )
}

interface NoticeLineProps {
  readonly icon: LucideIcon
  readonly text: string
  readonly children: (() => ReactNode) | null
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
