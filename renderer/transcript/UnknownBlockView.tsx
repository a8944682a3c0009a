/** A block this version does not know: folded, shown as it came, never dropped. */
import { FileQuestionMark } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { Fold } from './Fold.tsx'
import { RawValue } from './tools/RawValue.tsx'

export function UnknownBlockView({ raw }: { readonly raw: unknown }) {
  return (
    <>
      <span className="strand-node">
        <FileQuestionMark size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      <Fold
        head={
          <span className="truncate text-ui text-ink-muted">{`${strings.session.unknownBlock}${kindOf(raw)}`}</span>
        }
      >
        {() => (
          <div className="mt-1.5 rounded-md border border-line bg-code-bg px-3 py-1.5">
            <RawValue value={raw} />
          </div>
        )}
      </Fold>
    </>
  )
}

function kindOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return ''
  return typeof raw.type === 'string' ? ` (${raw.type})` : ''
}
