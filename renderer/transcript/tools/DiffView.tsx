/** A small unified diff. Signs stand in their own column, so that colour is not the only sign. */
import { useMemo, useState } from 'react'
import { strings } from '../../strings/strings.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import type { TextEdit } from './editsOf.ts'
import { lineDiff } from './lineDiff.ts'
import type { DiffLine } from './lineDiff.ts'
import { MoreButton } from './OutputText.tsx'

interface DiffViewProps {
  readonly edits: readonly TextEdit[]
  /** Lines shown before the rest must be asked for. */
  readonly limit?: number
}

export function DiffView({ edits, limit = 24 }: DiffViewProps) {
  const [unfolded, setUnfolded] = useState(false)
  const lines = useMemo(() => edits.flatMap((edit) => lineDiff(edit.before, edit.after).lines), [edits])
  const folded = lines.length > limit + 2 && !unfolded
  return (
    <div>
      <div className="overflow-x-auto font-mono text-code" tabIndex={0}>
        <div className="w-max min-w-full">
          {(folded ? lines.slice(0, limit) : lines).map((line, index) => (
            <DiffRow key={index} line={line} />
          ))}
        </div>
      </div>
      {folded && (
        <div className="px-3 pb-1.5">
          <MoreButton label={strings.tool.showAll(lines.length)} onClick={() => setUnfolded(true)} />
        </div>
      )}
    </div>
  )
}

const LOOKS = {
  added: 'bg-ok-soft text-ink',
  removed: 'bg-danger-soft text-ink',
  same: 'text-ink-muted'
} as const
const SIGNS = { added: '+', removed: '−', same: ' ' } as const
const SIGN_LOOKS = { added: 'text-ok', removed: 'text-danger', same: '' } as const

function DiffRow({ line }: { readonly line: DiffLine }) {
  if (line.kind === 'gap') {
    return <div className="px-3 text-ink-faint select-none">{`⋯ ${strings.tool.lines(line.count)}`}</div>
  }
  return (
    <div className={joinClasses('flex whitespace-pre', LOOKS[line.kind])}>
      <span className={joinClasses('w-7 shrink-0 text-center select-none', SIGN_LOOKS[line.kind])}>
        {SIGNS[line.kind]}
      </span>
      <span className="pr-3">{line.text === '' ? ' ' : line.text}</span>
    </div>
  )
}
