/** A fenced block: its language, its code, buttons to copy it and to wrap its lines. Long code is folded. */
import { WrapText } from 'lucide-react'
import { memo, useState } from 'react'
import { strings } from '../../../strings/strings.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { formatBytes } from '../../../ui/formatCount.ts'
import { CodeText } from './CodeText.tsx'
import { DiffText } from './DiffText.tsx'
import { firstLines } from './firstLines.ts'

interface CodeBlockProps {
  readonly code: string
  /** As it stands behind the fence; may be empty. */
  readonly language: string
  /** False while more of it may come: then it has no colours yet. */
  readonly isSettled: boolean
}

/** Drawn of code that is folded. A little more than that is drawn whole. */
const FOLDED_LINES = 60
const UNFOLDED_LINES = 80
const FOLDED_CHARACTERS = 24_000

export const CodeBlock = memo(function CodeBlock({ code, language, isSettled }: CodeBlockProps) {
  const [isWrapped, setWrapped] = useState(false)
  const [isUnfolded, setUnfolded] = useState(false)
  const fold = firstLines(code, { most: UNFOLDED_LINES, shown: FOLDED_LINES, characters: FOLDED_CHARACTERS })
  const shown = fold && !isUnfolded ? fold.text : code
  return (
    <div className="code-block" data-language={language === '' ? undefined : language.toLowerCase()}>
      <pre tabIndex={0} data-wrapped={isWrapped || undefined}>
        <code>
          {isSettled && /^(?:diff|patch)$/i.test(language) ? (
            <DiffText code={shown} />
          ) : (
            <CodeText code={shown} language={language} isSettled={isSettled} />
          )}
        </code>
      </pre>
      <div className="code-tools">
        {language !== '' && <span className="code-language">{language.toLowerCase()}</span>}
        <WrapButton isWrapped={isWrapped} onWrap={setWrapped} />
        {isSettled && <CopyButton text={code} className="code-tool" />}
      </div>
      {fold && (
        <button type="button" className="code-fold" onClick={() => setUnfolded(!isUnfolded)}>
          {isUnfolded ? strings.markdown.showLess : foldLabel(fold.lines, code.length)}
        </button>
      )}
    </div>
  )
})

interface WrapButtonProps {
  readonly isWrapped: boolean
  readonly onWrap: (isWrapped: boolean) => void
}

const WrapButton = memo(function WrapButton({ isWrapped, onWrap }: WrapButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={isWrapped}
      aria-label={strings.markdown.wrap}
      title={strings.markdown.wrap}
      onClick={() => onWrap(!isWrapped)}
      className="code-tool"
    >
      <WrapText size={14} strokeWidth={1.75} aria-hidden />
    </button>
  )
})

function foldLabel(lines: number, characters: number): string {
  return lines > 1
    ? strings.markdown.showAllLines(lines)
    : strings.markdown.showAllSize(formatBytes(characters))
}
