/**
 * Where a person writes. Grows with its text, sends on Enter, stops a turn on Escape, and shows what
 * decides about the next message: mode, agent, model. `ProjectSession` gives it everything.
 */
import { ArrowUp, Square } from 'lucide-react'
import type { KeyboardEvent, ReactNode, Ref } from 'react'
import type { QueuedMessage } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { Hint } from '../ui/Hint.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { composerAct } from './composerKeys.ts'
import { QueueList } from './QueueList.tsx'

export interface ComposerProps {
  readonly agentName: string
  readonly draft: string
  readonly onDraft: (draft: string) => void
  /** Why it cannot be sent now, null when it can. */
  readonly blocked: string | null
  readonly onSend: () => void
  /** A turn runs: it can be stopped, and what is sent waits its turn. */
  readonly running: boolean
  readonly interrupting: boolean
  readonly onInterrupt: () => void
  readonly queue: readonly QueuedMessage[]
  readonly onUnqueue: (messageId: string) => void
  /** Selectors for mode, agent and model. */
  readonly choices: ReactNode
  /** A refusal of the last act, shown right above. */
  readonly problem: ReactNode
  readonly ref?: Ref<HTMLTextAreaElement>
}

export function Composer(props: ComposerProps) {
  const { agentName, draft, onDraft, blocked, onSend, running, interrupting, onInterrupt, ref } = props

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    const { key, shiftKey, altKey, ctrlKey, metaKey, keyCode } = event
    const act = composerAct({
      key,
      shiftKey,
      altKey,
      ctrlKey,
      metaKey,
      keyCode,
      isComposing: event.nativeEvent.isComposing
    })
    if (act === 'send') {
      event.preventDefault()
      if (blocked === null) onSend()
    } else if (act === 'interrupt' && running) {
      event.preventDefault()
      onInterrupt()
    }
  }

  return (
    <div className="mx-auto w-full max-w-[800px] px-6 pb-4">
      {props.problem}
      <QueueList queue={props.queue} paused={!running} onUnqueue={props.onUnqueue} />
      <div className="rounded-lg border border-line-strong bg-surface-raised shadow-dock focus-within:border-accent">
        <textarea
          ref={ref}
          aria-label={strings.composer.label}
          placeholder={strings.composer.placeholder(agentName)}
          value={draft}
          rows={1}
          onChange={(event) => onDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="block field-sizing-content max-h-[40vh] min-h-[44px] w-full resize-none bg-transparent px-3.5 pt-[11px] pb-1 text-body outline-none"
        />
        <div className="flex items-center gap-1 px-1.5 pb-1.5">
          <div className="flex min-w-0 flex-1 items-center gap-0.5">{props.choices}</div>
          {running && (
            <Hint text={`${strings.composer.stop} (Esc)`}>
              <button
                type="button"
                aria-label={strings.composer.stop}
                disabled={interrupting}
                onClick={onInterrupt}
                className="grid size-8 shrink-0 place-items-center rounded-md border border-line-strong text-ink hover:bg-hover disabled:opacity-50"
              >
                <Square size={12} strokeWidth={2} fill="currentColor" aria-hidden />
              </button>
            </Hint>
          )}
          <Hint text={blocked ?? (running ? strings.composer.queue : strings.composer.hint)}>
            <button
              type="button"
              aria-label={strings.composer.send}
              aria-disabled={blocked !== null}
              onClick={() => blocked === null && onSend()}
              className={joinClasses(
                'grid size-8 shrink-0 place-items-center rounded-md transition-colors duration-75',
                blocked === null
                  ? 'bg-accent text-accent-ink hover:bg-accent-strong'
                  : 'cursor-default! bg-hover text-ink-faint'
              )}
            >
              <ArrowUp size={17} strokeWidth={2} aria-hidden />
            </button>
          </Hint>
        </div>
      </div>
    </div>
  )
}
