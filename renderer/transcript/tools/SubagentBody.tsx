/** The steps of a subagent, drawn as a thread of their own inside the call that started it. */
import type { ReactNode } from 'react'
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { Fold } from '../Fold.tsx'
import { Markdown } from '../markdown/Markdown.tsx'
import { OutputText } from './OutputText.tsx'
import { resultText } from './resultText.ts'
import { readToolInput } from './toolInputs.ts'

interface SubagentBodyProps {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
  /** The subagent's own messages; null when none are known. */
  readonly steps: ReactNode
}

export function SubagentBody({ use, result, steps }: SubagentBodyProps) {
  const { prompt = '' } = readToolInput(use.input)
  return (
    <div className="px-3 py-2">
      {prompt !== '' && (
        <Fold head={<span className="truncate text-meta text-ink-muted">{strings.tool.input}</span>}>
          {() => (
            <div className="pb-2 text-ui wrap-anywhere whitespace-pre-wrap text-ink-muted">{prompt}</div>
          )}
        </Fold>
      )}
      {steps !== null && <div className="mt-1">{steps}</div>}
      {result && (result.is_error ? <OutputText result={result} /> : <Markdown text={resultText(result)} />)}
    </div>
  )
}
