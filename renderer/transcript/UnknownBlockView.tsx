/** A block this version does not know: folded, shown as it came, never dropped. */
import { FileQuestionMark } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { Fold } from './Fold.tsx'
import { printable } from './tools/printable.ts'
import { RawValue } from './tools/RawValue.tsx'

export function UnknownBlockView({ raw }: { readonly raw: unknown }) {
  return (
    <>
      <span className="strand-node">
        <FileQuestionMark size={15} strokeWidth={1.75} className="text-ink-faint" aria-hidden />
      </span>
      <Fold head={<span className="truncate text-ui text-ink-muted">{headOf(raw)}</span>}>
        {() => (
          <div className="mt-1.5 rounded-md border border-line bg-code-bg px-3 py-1.5">
            <RawValue value={raw} />
          </div>
        )}
      </Fold>
    </>
  )
}

/** A file that was put where code runs has a name, and nothing to show. */
function headOf(raw: unknown): string {
  const isUpload = typeof raw === 'object' && raw !== null && 'type' in raw && raw.type === 'container_upload'
  return isUpload && 'file_id' in raw && typeof raw.file_id === 'string'
    ? strings.session.uploaded(printable(raw.file_id))
    : `${strings.session.unknownBlock}${kindOf(raw)}`
}

function kindOf(raw: unknown): string {
  if (typeof raw !== 'object' || raw === null || !('type' in raw)) return ''
  return typeof raw.type === 'string' ? ` (${raw.type})` : ''
}
