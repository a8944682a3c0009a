/** The upper edge of what is loaded: more to come, loading, or nothing because it is the beginning. */
import { unreachable } from '../../shared/errors.ts'
import { strings } from '../strings/strings.ts'
import { Coil } from '../ui/Coil.tsx'

export type OlderState = 'none' | 'more' | 'loading'

/** Stands above the first row, outside of the rows, so that asking for more moves nothing. */
export function OlderEdge({ older }: { readonly older: OlderState }) {
  switch (older) {
    case 'none':
    case 'more':
      return null
    case 'loading':
      return (
        <div className="absolute inset-x-0 top-3 flex h-9 items-center justify-center gap-2 text-meta text-ink-muted">
          <Coil />
          {strings.session.loadingOlder}
        </div>
      )
    default:
      return unreachable(older)
  }
}
