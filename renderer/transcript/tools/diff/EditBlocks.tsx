/** The blocks of one edit: unchanged lines, folds, changes. Drawn by `DiffView`. */
import { useMemo, useState } from 'react'
import { strings } from '../../../strings/strings.ts'
import { formatBytes } from '../../../ui/formatCount.ts'
import { joinClasses } from '../../../ui/joinClasses.ts'
import { useOnReveal } from '../../FoldMemory.ts'
import { languageOfPath } from '../../markdown/code/grammarOf.ts'
import { InColours } from '../code/InColours.tsx'
import type { LineColours } from '../code/InColours.tsx'
import type { DiffBlock, SameLine } from './diffBlocks.ts'
import { DiffRow } from './DiffRow.tsx'
import type { EditDiff } from './editDiffs.ts'
import { wordChanges } from './wordChanges.ts'

interface EditBlocksProps {
  readonly edit: EditDiff
  readonly blocks: readonly DiffBlock[]
  readonly path: string
  readonly canSplit: boolean
}

/** What each block needs beside its lines. */
interface Sides {
  readonly before: LineColours
  readonly after: LineColours
  readonly firstLine: number | null
  readonly digits: number
  readonly canSplit: boolean
}

export function EditBlocks({ edit, blocks, path, canSplit }: EditBlocksProps) {
  const { before, after, firstLine } = edit
  if (edit.isBinary) {
    return (
      <p className="px-3 font-sans text-ui text-ink-muted">
        {strings.tool.binary(formatBytes(after.length || before.length))}
      </p>
    )
  }
  const digits = firstLine === null ? 0 : String(firstLine + edit.diff.lines.length).length
  return (
    <InColours language={languageOfPath(path)} before={before} after={after}>
      {(old, fresh) =>
        blocks.map((block, index) => (
          <Block
            key={index}
            block={block}
            sides={{ before: old, after: fresh, firstLine, digits, canSplit }}
          />
        ))
      }
    </InColours>
  )
}

function Block({ block, sides }: { readonly block: DiffBlock; readonly sides: Sides }) {
  switch (block.kind) {
    case 'same':
      return <SameLines lines={block.lines} sides={sides} />
    case 'fold':
      return <FoldedLines lines={block.lines} sides={sides} />
    case 'change':
      return <Change block={block} sides={sides} />
    default:
      return null
  }
}

const SPLIT = '@min-[900px]:grid @min-[900px]:grid-cols-2'
/** The line between the two sides. */
const RIGHT = '@min-[900px]:border-l @min-[900px]:border-line'

function SameLines({ lines, sides }: { readonly lines: readonly SameLine[]; readonly sides: Sides }) {
  const rows = (side: 'before' | 'after') =>
    lines.map((line) => (
      <DiffRow
        key={line.before}
        kind="same"
        number={numberOf(line[side], sides)}
        digits={sides.digits}
        text={line.text}
        colours={sides.after?.[line.after] ?? null}
        words={null}
      />
    ))
  if (!sides.canSplit) return rows('after')
  return (
    <div className={SPLIT}>
      <div>{rows('before')}</div>
      {/* The same lines again, beside themselves: for the eye only. */}
      <div aria-hidden className={joinClasses('hidden select-none @min-[900px]:block', RIGHT)}>
        {rows('after')}
      </div>
    </div>
  )
}

function FoldedLines({ lines, sides }: { readonly lines: readonly SameLine[]; readonly sides: Sides }) {
  const [isOpen, setOpen] = useState(false)
  useOnReveal(() => setOpen(true))
  if (isOpen) return <SameLines lines={lines} sides={sides} />
  return (
    <button
      type="button"
      onClick={() => setOpen(true)}
      className="block w-full bg-hover/60 px-3 text-left font-sans text-meta text-ink-muted hover:bg-hover hover:text-ink"
    >
      {`⋯ ${strings.tool.unfoldLines(lines.length)}`}
    </button>
  )
}

/** Lines of one change that are compared word by word. */
const MOST_COMPARED = 300

function Change({
  block,
  sides
}: {
  readonly block: Extract<DiffBlock, { kind: 'change' }>
  readonly sides: Sides
}) {
  const { removed, added } = block
  /** Where a line took the place of another one, what of it. */
  const words = useMemo(
    () =>
      removed
        .slice(0, Math.min(added.length, MOST_COMPARED))
        .map((line, index) => wordChanges(line.text, added[index]?.text ?? '')),
    [removed, added]
  )
  return (
    <div className={joinClasses(sides.canSplit && SPLIT)}>
      <div>
        {removed.map((line, index) => (
          <DiffRow
            key={line.before}
            kind="removed"
            number={numberOf(line.before, sides)}
            digits={sides.digits}
            text={line.text}
            colours={sides.before?.[line.before] ?? null}
            words={words[index]?.before ?? null}
          />
        ))}
      </div>
      <div className={joinClasses(sides.canSplit && RIGHT)}>
        {added.map((line, index) => (
          <DiffRow
            key={line.after}
            kind="added"
            number={numberOf(line.after, sides)}
            digits={sides.digits}
            text={line.text}
            colours={sides.after?.[line.after] ?? null}
            words={words[index]?.after ?? null}
          />
        ))}
      </div>
    </div>
  )
}

function numberOf(index: number, { firstLine }: Sides): number | null {
  return firstLine === null ? null : firstLine + index
}
