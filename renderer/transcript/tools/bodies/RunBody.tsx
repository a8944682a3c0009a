/** A command as it was run (unless the line above says it all) and what it wrote. */
import type { ToolUseBlock } from '../../../../shared/session.ts'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import type { CallProps } from '../call.ts'
import { readToolInput } from '../toolInputs.ts'
import { CommandText } from './CommandText.tsx'
import { ResultPart } from './ResultPart.tsx'

/** A longer command does not fit the line above, in characters. */
const FITS_THE_LINE = 72

/** Whether the line that stands for the call already shows the whole command. */
export function fitsTheLine(use: ToolUseBlock): boolean {
  const { command = '' } = readToolInput(use.input)
  return command.length <= FITS_THE_LINE && !command.trim().includes('\n')
}

export function RunBody({ call }: CallProps) {
  const { command = '' } = readToolInput(call.use.input)
  return (
    <>
      {!fitsTheLine(call.use) && (
        <div className="group/run relative">
          <CommandText command={command} />
          <CopyButton
            text={command}
            className="absolute top-1 right-1 bg-code-bg opacity-0 group-focus-within/run:opacity-100 group-hover/run:opacity-100"
          />
        </div>
      )}
      <ResultPart call={call} />
    </>
  )
}
