/**
 * What came of a tool: text as a terminal would show it, its beginning and its end at first, the rest on
 * demand; pictures; and what we do not know, as it came.
 */
import { useMemo, useState } from 'react'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { terminalText } from '../../../shared/terminal/terminalText.ts'
import { strings } from '../../strings/strings.ts'
import { joinClasses } from '../../ui/joinClasses.ts'
import { useOnReveal } from '../FoldMemory.ts'
import { ImageView } from '../ImageView.tsx'
import { failureWords } from './failureWords.ts'
import { MoreButton } from './MoreButton.tsx'
import { FoldedText } from './output/FoldedText.tsx'
import { endOfOutput, foldOutput } from './output/foldOutput.ts'
import { RawValue } from './RawValue.tsx'
import { resultImages, resultUnknown, withoutExitCode, writtenText } from './resultText.ts'
import { useWholeResult } from './useWholeResult.tsx'

interface OutputTextProps {
  readonly result: ToolResultBlock
  /** More of it comes: its end is followed. */
  readonly isGrowing?: boolean
  /** The line above says the exit code. */
  readonly hidesExit?: boolean
}

export function OutputText({ result, isGrowing = false, hidesExit = false }: OutputTextProps) {
  const { result: shown, isFetched, more } = useWholeResult(result)
  const [unfolded, setUnfolded] = useState<boolean | null>(null)
  const text = useMemo(() => outputOf(shown, hidesExit), [shown, hidesExit])
  const isWhole = shown.truncated === undefined
  const fold = useMemo(() => foldOutput(text, isWhole), [text, isWhole])
  const images = resultImages(shown)
  const unknown = resultUnknown(shown)
  useOnReveal(() => setUnfolded(true))
  // Who fetched the rest wants to see it.
  const isUnfolded = unfolded ?? isFetched
  const isFolded = fold !== null && !isUnfolded

  const isEmpty = text === '' && images.length === 0 && unknown.length === 0
  return (
    <div>
      {text !== '' && (
        <FoldedText
          text={isGrowing ? endOfOutput(text) : text}
          fold={isFolded && !isGrowing ? fold : null}
          // What is here of a cut result is not all: the button below fetches the rest.
          onUnfold={isWhole ? () => setUnfolded(true) : null}
          className={joinClasses(shown.is_error ? 'text-danger' : 'text-ink-muted')}
        />
      )}
      {isEmpty && !isGrowing && <span className="text-meta text-ink-faint">{strings.tool.noOutput}</span>}
      {images.map((image, index) => (
        <ImageView key={index} image={image} />
      ))}
      {unknown.length > 0 && (
        <div className="mt-1">
          <div className="text-meta text-ink-faint">{strings.tool.unknownParts}</div>
          {unknown.map((raw, index) => (
            <RawValue key={index} value={raw} />
          ))}
        </div>
      )}
      <div className="flex gap-3">
        {isUnfolded && fold !== null && (
          <MoreButton label={strings.tool.showLess} onClick={() => setUnfolded(false)} />
        )}
      </div>
      {more}
    </div>
  )
}

function outputOf(result: ToolResultBlock, hidesExit: boolean): string {
  const words = failureWords(result)
  if (words !== null) return terminalText(words)
  const written = writtenText(result)
  return terminalText(hidesExit ? withoutExitCode(written) : written).trimEnd()
}
