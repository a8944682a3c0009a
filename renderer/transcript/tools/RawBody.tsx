/** Input and result of a tool we know nothing about, as they came. */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { OutputText } from './OutputText.tsx'

interface RawBodyProps {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
}

export function RawBody({ use, result }: RawBodyProps) {
  return (
    <>
      <div className="px-3 py-1.5">
        <div className="text-meta text-ink-faint">{strings.tool.input}</div>
        <RawValue value={use.input} />
      </div>
      {result && (
        <div className="border-t border-line px-3 py-1.5">
          <div className="text-meta text-ink-faint">{strings.tool.output}</div>
          <OutputText result={result} />
        </div>
      )}
    </>
  )
}

/** Any JSON value, indented. */
export function RawValue({ value }: { readonly value: unknown }) {
  return (
    <pre
      className="max-h-80 overflow-auto font-mono text-code whitespace-pre-wrap wrap-anywhere text-ink-muted"
      tabIndex={0}
    >
      {typeof value === 'string' ? value : JSON.stringify(value, null, 2)}
    </pre>
  )
}
