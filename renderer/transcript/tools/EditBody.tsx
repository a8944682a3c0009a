/** What an edit changes, as a diff; what the tool said only when it refused. */
import { useMemo } from 'react'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { DiffView } from './DiffView.tsx'
import { editsOf } from './editsOf.ts'
import { OutputText } from './OutputText.tsx'

interface EditBodyProps {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
}

export function EditBody({ use, result }: EditBodyProps) {
  const edits = useMemo(() => editsOf(use), [use])
  return (
    <>
      {edits.length > 0 && (
        <div className="py-1.5">
          <DiffView edits={edits} />
        </div>
      )}
      {result?.is_error && (
        <div className="border-t border-line px-3 py-1.5">
          <OutputText result={result} />
        </div>
      )}
    </>
  )
}
