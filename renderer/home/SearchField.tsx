/** The way to whatever was ever said, at the top of the start page: it leads to the page of search. */
import { Search } from 'lucide-react'
import { actionChords } from '../../shared/keymap.ts'
import { useActionStore } from '../keys/actionStore.ts'
import { ariaShortcut } from '../keys/chord.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { strings } from '../strings/strings.ts'

export function SearchField() {
  const search = useActionStore(({ actions }) => actions.get('search'))
  const chord = actionChords.search
  return (
    <button
      type="button"
      onClick={() => search?.()}
      aria-keyshortcuts={chord === undefined ? undefined : ariaShortcut(chord)}
      className="flex h-9 w-full items-center gap-2.5 rounded-md border border-line-strong bg-surface-raised px-3 text-left text-ui text-ink-muted hover:border-accent hover:text-ink"
    >
      <Search size={15} strokeWidth={1.75} className="shrink-0" aria-hidden />
      <span className="min-w-0 flex-1 truncate">{strings.home.search}</span>
      {chord !== undefined && <KeyCaps chord={chord} />}
    </button>
  )
}
