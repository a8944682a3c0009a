/** The upper edge of what is loaded: more to come, loading, or nothing because it is the beginning. */
import { unreachable } from '../../shared/errors.ts'
import { strings } from '../strings/strings.ts'
import { Coil } from '../ui/Coil.tsx'

export type OlderState = 'none' | 'more' | 'loading'

/** Always the same height while there is more, so that asking for it moves nothing. */
export function OlderEdge({ older }: { readonly older: OlderState }) {
  switch (older) {
    case 'none':
      return null
    case 'more':
      return <div className="h-9 shrink-0" />
    case 'loading':
      return (
        <div className="flex h-9 shrink-0 items-center justify-center gap-2 text-meta text-ink-muted">
          <Coil />
          {strings.session.loadingOlder}
        </div>
      )
    default:
      return unreachable(older)
  }
}
