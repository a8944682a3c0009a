/** A command as it was run (unless the line above says it all) and what it wrote. */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { OutputText } from './OutputText.tsx'
import { readToolInput } from './toolInputs.ts'

/** A longer command does not fit the line above, in characters. */
const FITS_THE_LINE = 72

/** Whether the line that stands for the call already shows the whole command. */
export function fitsTheLine(use: ToolUseBlock): boolean {
  const { command = '' } = readToolInput(use.input)
  return command.length <= FITS_THE_LINE && !command.trim().includes('\n')
}

interface RunBodyProps {
  readonly use: ToolUseBlock
  readonly result: ToolResultBlock | null
}

export function RunBody({ use, result }: RunBodyProps) {
  const { command = '' } = readToolInput(use.input)
  return (
    <>
      {!fitsTheLine(use) && (
        <div className="group/run relative border-b border-line last:border-b-0">
          <pre
            tabIndex={0}
            className="max-h-[40vh] overflow-auto px-3 py-1.5 pr-9 font-mono text-code whitespace-pre-wrap wrap-anywhere"
          >
            <span className="text-accent select-none">$ </span>
            {command}
          </pre>
          <CopyButton
            text={command}
            className="absolute top-1 right-1 opacity-0 group-focus-within/run:opacity-100 group-hover/run:opacity-100"
          />
        </div>
      )}
      {result && (
        <div className="px-3 py-1.5">
          <OutputText result={result} />
        </div>
      )}
    </>
  )
}
