/** What an edit changes, as a diff; what the tool said only when it refused. */
import { Maximize2 } from 'lucide-react'
import { useState } from 'react'
import { strings } from '../../../strings/strings.ts'
import { IconButton } from '../../../ui/IconButton.tsx'
import { ViewDialog } from '../../ViewDialog.tsx'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { DiffView } from '../diff/DiffView.tsx'
import { FilePath } from '../FilePath.tsx'
import { printable } from '../printable.ts'
import { readToolInput, subjectOf } from '../toolInputs.ts'
import { ResultPart } from './ResultPart.tsx'

export function EditBody({ call }: CallProps) {
  const [isLarge, setLarge] = useState(false)
  const input = readToolInput(call.use.input)
  const path = subjectOf(call.use, input.file_path, input.notebook_path)
  const isCell = call.use.variant === 'cell'
  const code = isCell ? cellPath(input.cell_type) : path
  const firstLine = call.use.variant === 'write' ? null : (call.diffs[0]?.firstLine ?? null)
  const hasFailed = call.state.kind === 'failed'
  return (
    <>
      {path !== '' && (
        <div className="flex items-center gap-2 border-b border-line py-0.5 pr-1 pl-3 last:border-b-0">
          <FilePath path={path} line={firstLine} className="flex-1 text-ink-muted" />
          {call.diffs.length > 0 && (
            <IconButton
              icon={Maximize2}
              size="small"
              label={strings.tool.openLarge}
              onClick={() => setLarge(true)}
            />
          )}
        </div>
      )}
      {isCell && (
        <p className="px-3 pt-1 text-meta text-ink-faint">
          {input.edit_mode === 'delete' ? strings.tool.removedCell : strings.tool.newText}
        </p>
      )}
      {call.diffs.length > 0 && (
        <div className="py-1.5">
          <DiffView diffs={call.diffs} path={code} />
        </div>
      )}
      {call.diffs.length === 0 && path === '' && <BodyPart>{strings.tool.noInput}</BodyPart>}
      {(hasFailed || call.state.kind === 'denied' || call.state.kind === 'held') && (
        <ResultPart call={call} />
      )}
      {isLarge && (
        <ViewDialog title={strings.tool.largeDiff(printable(path))} onClose={() => setLarge(false)}>
          <div className="min-h-0 w-[min(1400px,calc(100vw-48px))] overflow-y-auto bg-code-bg py-2">
            <DiffView diffs={call.diffs} path={code} limit={500} canSplit />
          </div>
        </ViewDialog>
      )}
    </>
  )
}

/** Cells are Python or Markdown; the notebook's own name says nothing of them. */
function cellPath(cellType: string | undefined): string {
  return cellType === 'markdown' ? 'cell.md' : 'cell.py'
}
