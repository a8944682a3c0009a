/** A text in the letters of a terminal: whole, or its beginning and end with the rest between them on demand. */
import type { ReactNode } from 'react'
import { strings } from '../../../strings/strings.ts'
import { formatBytes } from '../../../ui/formatCount.ts'
import { joinClasses } from '../../../ui/joinClasses.ts'
import { MoreButton } from '../MoreButton.tsx'
import { AnsiText } from './AnsiText.tsx'
import { outputPieces } from './foldOutput.ts'
import type { FoldedOutput } from './foldOutput.ts'

interface FoldedTextProps {
  readonly text: string
  /** Null: the whole text is drawn. */
  readonly fold: FoldedOutput | null
  /** Null: who asks for the rest asks elsewhere. */
  readonly onUnfold: (() => void) | null
  readonly className?: string
}

export function FoldedText({ text, fold, onUnfold, className }: FoldedTextProps) {
  if (fold === null) {
    const pieces = outputPieces(text)
    return (
      <Pre className={joinClasses(className, 'max-h-[70vh] overflow-y-auto')}>
        {pieces.length === 1 ? (
          <AnsiText text={text} />
        ) : (
          pieces.map((piece, index) => (
            <span key={index} className="output-piece">
              <AnsiText text={piece} />
            </span>
          ))
        )}
      </Pre>
    )
  }
  const label =
    fold.hiddenLines > 0 ? strings.tool.showAll(fold.lines) : strings.tool.showWhole(formatBytes(text.length))
  return (
    <>
      <Pre className={className}>
        <AnsiText text={fold.head} />
      </Pre>
      {onUnfold && (
        <div className="my-0.5 flex items-center gap-2 text-meta text-ink-faint after:mt-1 after:h-px after:flex-1 after:bg-line">
          <MoreButton label={label} onClick={onUnfold} />
        </div>
      )}
      {fold.tail !== '' && (
        <Pre className={className}>
          <AnsiText text={fold.tail} />
        </Pre>
      )}
    </>
  )
}

function Pre({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <pre
      tabIndex={0}
      className={joinClasses('font-mono text-code whitespace-pre-wrap wrap-anywhere', className)}
    >
      {children}
    </pre>
  )
}
