/** A fenced block: its language, its code, a button to copy it. Wide lines scroll inside the block. */
import { memo } from 'react'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { highlightCode } from './highlightCode.ts'
import type { CodeTone } from './highlightCode.ts'

interface CodeBlockProps {
  readonly code: string
  readonly language: string
}

const TONES: Readonly<Record<CodeTone, string>> = {
  plain: '',
  comment: 'text-code-comment italic',
  string: 'text-code-string',
  number: 'text-code-number',
  keyword: 'text-code-keyword'
}

export const CodeBlock = memo(function CodeBlock({ code, language }: CodeBlockProps) {
  return (
    <div className="group/code relative overflow-hidden rounded-md border border-line bg-code-bg">
      {language !== '' && (
        <span className="absolute top-1.5 right-2.5 bg-code-bg pl-2 text-meta text-ink-faint select-none group-focus-within/code:opacity-0 group-hover/code:opacity-0">
          {language}
        </span>
      )}
      <CopyButton
        text={code}
        className="absolute top-1 right-1 bg-code-bg opacity-0 group-focus-within/code:opacity-100 group-hover/code:opacity-100"
      />
      <pre className="overflow-x-auto px-3 py-2 font-mono text-code" tabIndex={0}>
        <code>
          {highlightCode(code, language).map((run, index) =>
            run.tone === 'plain' ? (
              run.text
            ) : (
              <span key={index} className={TONES[run.tone]}>
                {run.text}
              </span>
            )
          )}
        </code>
      </pre>
    </div>
  )
})
