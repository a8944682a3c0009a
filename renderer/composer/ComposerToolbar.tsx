/** The quiet row under the text: attach, what decides about the turn, stop, send. */
import { ArrowUp, Paperclip, Square } from 'lucide-react'
import { memo, useRef } from 'react'
import type { ReactNode } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { capsOf } from '../keys/chord.ts'
import { isMac } from '../keys/platform.ts'
import { strings } from '../strings/strings.ts'
import { Hint } from '../ui/Hint.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { joinClasses } from '../ui/joinClasses.ts'

interface ComposerToolbarProps {
  readonly sendKey: Settings['sendKey']
  readonly choices: ReactNode
  readonly blocked: string | null
  readonly running: boolean
  readonly interrupting: boolean
  readonly onFiles: (files: readonly File[]) => void
  readonly onInterrupt: () => void
  readonly onSend: () => void
}

/** Typing changes none of it: a key must not cost the drawing of a row of buttons. */
export const ComposerToolbar = memo(function ComposerToolbar(props: ComposerToolbarProps) {
  const { sendKey, choices, blocked, running, interrupting, onFiles, onInterrupt, onSend } = props
  const words = strings.composer
  const picker = useRef<HTMLInputElement>(null)
  return (
    <div className="flex shrink-0 items-center gap-1 px-1.5 pb-1.5">
      <div className="flex min-w-0 flex-1 items-center gap-0.5">
        <IconButton icon={Paperclip} label={words.attach.button} onClick={() => picker.current?.click()} />
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])])
            event.target.value = '' // the same file may be chosen again
          }}
        />
        {choices}
      </div>
      {running && (
        <Hint text={`${words.stop} (Esc)`}>
          <button
            type="button"
            aria-label={words.stop}
            disabled={interrupting}
            onClick={onInterrupt}
            className="grid size-8 shrink-0 place-items-center rounded-md border border-line-strong text-ink hover:bg-hover disabled:opacity-50"
          >
            <Square size={12} strokeWidth={2} fill="currentColor" aria-hidden />
          </button>
        </Hint>
      )}
      <Hint text={blocked ?? hintOf(sendKey, running)}>
        <button
          type="button"
          aria-label={words.send}
          aria-disabled={blocked !== null}
          onClick={onSend}
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
  )
})

function hintOf(sendKey: Settings['sendKey'], running: boolean): string {
  const mac = isMac()
  const keys = (chord: string): string => capsOf(chord, mac).join(mac ? '' : '+')
  const words = strings.composer
  if (running) return words.interruptHint(keys(sendKey === 'enter' ? 'Mod+Enter' : 'Mod+Shift+Enter'))
  return sendKey === 'enter' ? words.hint.enter : words.hint.modEnter(keys('Mod+Enter'))
}
