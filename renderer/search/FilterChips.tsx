/** The filters of a search as chips: those that hold, to be taken away, and those that are a click away. */
import { X } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import type { FilterName, TypedFilter } from './typedSearch.ts'

interface FilterChipsProps {
  readonly filters: readonly TypedFilter[]
  readonly onSet: (name: FilterName, value: string | null) => void
  /** The chip that was used is gone with its filter, and the focus with it. */
  readonly onGone: () => void
}

export function FilterChips({ filters, onSet, onGone }: FilterChipsProps) {
  const isAll = filters.some(({ name }) => name === 'in')
  const role = filters.find(({ name }) => name === 'role')?.value
  const isNewFirst = filters.some(({ name }) => name === 'sort')
  const others = filters.filter(({ name }) => name !== 'in' && name !== 'role' && name !== 'sort')
  return (
    <div
      role="group"
      aria-label={strings.search.filters}
      className="mt-3 flex flex-wrap items-center gap-1.5"
    >
      <Chip isOn={isAll} label={strings.search.inAll} onClick={() => onSet('in', isAll ? null : 'all')} />
      {(['user', 'assistant', 'tool'] as const).map((one) => (
        <Chip
          key={one}
          isOn={role === one}
          label={strings.search.by[one]}
          onClick={() => onSet('role', role === one ? null : one)}
        />
      ))}
      <Chip
        isOn={isNewFirst}
        label={strings.search.newFirst}
        onClick={() => onSet('sort', isNewFirst ? null : 'new')}
      />
      {others.map(({ name, value }) => (
        <button
          key={name}
          type="button"
          aria-label={strings.search.without(`${name}: ${value}`)}
          onClick={() => {
            onSet(name, null)
            onGone()
          }}
          className="flex h-7 items-center gap-1 rounded-md border border-accent px-2 text-meta text-accent"
        >
          <span dir="auto">{`${name}: ${value}`}</span>
          <X size={12} strokeWidth={2} aria-hidden />
        </button>
      ))}
    </div>
  )
}

function Chip({
  isOn,
  label,
  onClick
}: {
  readonly isOn: boolean
  readonly label: string
  readonly onClick: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onClick}
      className={joinClasses(
        'h-7 rounded-md border px-2 text-meta',
        isOn ? 'border-accent text-accent' : 'border-line-strong text-ink-muted hover:text-ink'
      )}
    >
      {label}
    </button>
  )
}
