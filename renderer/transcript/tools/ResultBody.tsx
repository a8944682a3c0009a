/** The result alone: for tools whose line already says what was asked (read, search, list). */
import type { ToolResultBlock } from '../../../shared/session.ts'
import { OutputText } from './OutputText.tsx'

interface ResultBodyProps {
  readonly result: ToolResultBlock
}

export function ResultBody({ result }: ResultBodyProps) {
  return (
    <div className="px-3 py-1.5">
      <OutputText result={result} />
    </div>
  )
}
