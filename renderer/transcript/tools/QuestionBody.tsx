/** Questions the agent asked, and the answers it got back. */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { OutputText } from './OutputText.tsx'
import { readQuestions } from './toolInputs.ts'

interface QuestionBodyProps {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
}

export function QuestionBody({ use, result }: QuestionBodyProps) {
  return (
    <div className="px-3 py-2 text-ui">
      {readQuestions(use.input).map((question) => (
        <div key={question.question} className="wrap-anywhere">
          <p className="font-medium">{question.question}</p>
          <p className="text-ink-muted">{question.options.map((option) => option.label).join(' · ')}</p>
        </div>
      ))}
      {result && (
        <div className="mt-1.5">
          <OutputText result={result} />
        </div>
      )}
    </div>
  )
}
