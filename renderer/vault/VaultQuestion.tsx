/**
 * On the start page, until it is answered: whether copies of what was said are to be kept. Asked once sessions were
 * found that began elsewhere, in plain words about what it takes.
 */
import { useId } from 'react'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { formatBytes } from '../ui/formatCount.ts'
import { useVault } from './useVault.ts'

/** Of the originals, as recorded transcripts compress (ADR 41). */
const COPIES_TO_ORIGINALS = 0.17

export function VaultQuestion({ className }: { readonly className?: string }) {
  const isUnanswered = useSettingsStore(({ settings }) => settings !== null && settings.vault === undefined)
  const isFound = useProjectStore(({ projects }) => projects.some(({ found }) => found === true))
  // Before that the numbers are of what was found so far.
  const isWhole = useProjectStore(({ index }) => index !== null && index.done >= index.total)
  return isUnanswered && isFound && isWhole ? <Question className={className ?? ''} /> : null
}

function Question({ className }: { readonly className: string }) {
  const { state, failure, change } = useVault()
  const title = useId()
  const words = strings.vault
  // Who cannot be asked how much there is asks nobody; who was answered by now is done.
  if (state === null || state.isChosen || state.originals.sessions === 0) return null
  const { originals, expiring } = state
  const answer = (enabled: boolean): void => void change({ enabled }) // a failure is state
  return (
    <section
      aria-labelledby={title}
      className={`flex flex-wrap items-center gap-x-6 gap-y-3 rounded-md border border-line bg-surface-raised px-4 py-3 ${className}`}
    >
      <div className="min-w-[min(100%,360px)] flex-1 text-ui">
        <h2 id={title} className="font-medium">
          {words.question}
        </h2>
        <p className="mt-1 text-ink-muted">
          {words.questionSize(
            originals.sessions,
            formatBytes(originals.bytes),
            formatBytes(originals.bytes * COPIES_TO_ORIGINALS)
          )}
          {expiring.length > 0 && ` ${words.expiring(expiring.length, false)}.`}
        </p>
        {failure !== null && <ErrorNote className="mt-2" text={sentenceOf(failure)} />}
      </div>
      <div className="flex gap-2">
        <Button tone="primary" onClick={() => answer(true)}>
          {words.yes}
        </Button>
        <Button onClick={() => answer(false)}>{words.notNow}</Button>
      </div>
    </section>
  )
}
