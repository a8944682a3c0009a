/** Any JSON value, indented; of a very long one the beginning at first. */
import { useMemo, useState } from 'react'
import { cutText } from '../../../shared/cutText.ts'
import { strings } from '../../strings/strings.ts'
import { formatBytes } from '../../ui/formatCount.ts'
import { useOnReveal } from '../FoldMemory.ts'
import { MoreButton } from './MoreButton.tsx'
import { outputPieces } from './output/foldOutput.ts'
import { printableProse } from './printable.ts'
import { shownJson } from './shownJson.ts'

const SHOWN = 6_000

export function RawValue({ value }: { readonly value: unknown }) {
  const [isWhole, setWhole] = useState(false)
  useOnReveal(() => setWhole(true))
  const text = useMemo(() => printableProse(typeof value === 'string' ? value : shownJson(value)), [value])
  const isCut = text.length > SHOWN * 1.5 && !isWhole
  return (
    <>
      <pre
        className="max-h-80 overflow-auto font-mono text-code wrap-anywhere whitespace-pre-wrap text-ink-muted"
        tabIndex={0}
      >
        {isCut
          ? cutText(text, SHOWN)
          : outputPieces(text).map((piece, index) => (
              <span key={index} className={text.length > SHOWN * 4 ? 'output-piece' : undefined}>
                {piece}
              </span>
            ))}
      </pre>
      {isCut && (
        <MoreButton label={strings.tool.showWhole(formatBytes(text.length))} onClick={() => setWhole(true)} />
      )}
    </>
  )
}
