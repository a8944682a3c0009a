/** One line of code or output: of a very long one the beginning, and the rest when it is asked for. */
import { useState } from 'react'
import { cutText } from '../../../../shared/cutText.ts'
import { strings } from '../../../strings/strings.ts'
import { formatBytes } from '../../../ui/formatCount.ts'
import { useOnReveal } from '../../FoldMemory.ts'
import { outputPieces } from '../output/foldOutput.ts'

const SHOWN = 2_000

export function ClippedLine({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false)
  useOnReveal(() => setWhole(true))
  if (text.length <= SHOWN * 1.5) return text
  if (isWhole) {
    return outputPieces(text).map((piece, index) => (
      <span key={index} className="output-piece">
        {piece}
      </span>
    ))
  }
  return (
    <>
      {cutText(text, SHOWN)}
      {'… '}
      <button type="button" className="rounded-sm text-accent hover:underline" onClick={() => setWhole(true)}>
        {strings.tool.showWhole(formatBytes(text.length))}
      </button>
    </>
  )
}
