/** One line of a diff: its number where it is known, its sign, its text. */
import { memo } from 'react'
import { joinClasses } from '../../../ui/joinClasses.ts'
import type { CodeRun } from '../../markdown/code/colourCode.ts'
import { ClippedLine } from '../code/ClippedLine.tsx'
import { withMarks } from '../code/codeLines.ts'
import { CodeRuns } from '../code/CodeRuns.tsx'
import { LineNumber } from '../code/LineNumber.tsx'
import type { WordRun } from './wordChanges.ts'

interface DiffRowProps {
  readonly kind: 'same' | 'removed' | 'added'
  readonly number: number | null
  /** Of the longest number beside it. */
  readonly digits: number
  readonly text: string
  readonly colours: readonly CodeRun[] | null
  readonly words: readonly WordRun[] | null
}

const LOOKS = { added: 'bg-ok-soft', removed: 'bg-danger-soft', same: '' } as const
const SIGNS = { added: '+', removed: '−', same: ' ' } as const
const SIGN_LOOKS = { added: 'text-ok', removed: 'text-danger', same: '' } as const
/** Ink on them: the colours of code would be too faint. */
const MARKS = {
  added: 'rounded-[2px] bg-ok/25 text-ink!',
  removed: 'rounded-[2px] bg-danger/25 text-ink!',
  same: ''
} as const

export const DiffRow = memo(function DiffRow({ kind, number, digits, text, colours, words }: DiffRowProps) {
  return (
    <div className={joinClasses('code-row', LOOKS[kind])} data-line={kind}>
      {number !== null && <LineNumber number={number} digits={digits} />}
      <span className={joinClasses('w-6 shrink-0 text-center select-none', SIGN_LOOKS[kind])}>
        {SIGNS[kind]}
      </span>
      <span className="code-text">
        <LineText text={text} colours={colours} words={words} mark={MARKS[kind]} />
      </span>
    </div>
  )
})

interface LineTextProps extends Pick<DiffRowProps, 'text' | 'colours' | 'words'> {
  readonly mark: string
}

function LineText({ text, colours, words, mark }: LineTextProps) {
  if (words) return <CodeRuns runs={withMarks(colours ?? [], words)} mark={mark} />
  return colours && text.length <= 2000 ? <CodeRuns runs={colours} /> : <ClippedLine text={text} />
}
