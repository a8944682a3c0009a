/**
 * What changes in a file: unified, or side by side where there is room (900 px). Signs stand in their own
 * column, so that colour is not the only sign. For edits in the transcript and for permission requests.
 */
import { useMemo } from 'react'
import { useShown } from '../useShown.tsx'
import { diffBlocks, firstOf, heightOfAll } from './diffBlocks.ts'
import type { DiffBlock } from './diffBlocks.ts'
import { EditBlocks } from './EditBlocks.tsx'
import type { EditDiff } from './editDiffs.ts'

interface DiffViewProps {
  readonly diffs: readonly EditDiff[]
  /** Of the file: says the language. */
  readonly path: string
  /** Lines shown before the rest must be asked for. */
  readonly limit?: number
  /** There may be room for both sides beside each other. */
  readonly canSplit?: boolean
}

interface EditPart {
  readonly edit: EditDiff
  readonly blocks: readonly DiffBlock[]
  /** Lines before it, of all parts. */
  readonly offset: number
}

export function DiffView({ diffs, path, limit = 24, canSplit = false }: DiffViewProps) {
  const { parts, height } = useMemo(() => partsOf(diffs), [diffs])
  const { count, more } = useShown(height, limit)
  return (
    <>
      <div tabIndex={0} className="tool-code @container max-h-[70vh] overflow-y-auto">
        {parts
          .filter(({ offset }) => offset < count)
          .map(({ edit, blocks, offset }, index) => (
            <div key={index} className="border-t border-dashed border-line-strong first:border-t-0">
              <EditBlocks
                edit={edit}
                blocks={firstOf(blocks, count - offset)}
                path={path}
                canSplit={canSplit}
              />
            </div>
          ))}
      </div>
      {more && <div className="px-3 pb-0.5">{more}</div>}
    </>
  )
}

function partsOf(diffs: readonly EditDiff[]): {
  readonly parts: readonly EditPart[]
  readonly height: number
} {
  const parts: EditPart[] = []
  let height = 0
  for (const edit of diffs) {
    const blocks = diffBlocks(edit.diff)
    parts.push({ edit, blocks, offset: height })
    height += Math.max(1, heightOfAll(blocks))
  }
  return { parts, height }
}
