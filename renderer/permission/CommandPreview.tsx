/** A command that would run, every character of it visible, paths that lead out of the project in red. */
import { Fragment, useMemo } from 'react'
import { strings } from '../strings/strings.ts'
import { withMarks } from '../transcript/tools/code/codeLines.ts'
import { CodeRuns } from '../transcript/tools/code/CodeRuns.tsx'
import { InColours } from '../transcript/tools/code/InColours.tsx'
import { printableLines } from '../transcript/tools/printable.ts'
import { commandPaths } from './commandPaths.ts'
import type { CommandRun } from './commandPaths.ts'
import { OutsideWarning } from './OutsideWarning.tsx'

interface CommandPreviewProps {
  readonly command: string
  readonly projectPath: string
}

export function CommandPreview({ command, projectPath }: CommandPreviewProps) {
  const text = printableLines(command)
  const lines = useMemo(() => linesOf(commandPaths(text, projectPath)), [text, projectPath])
  const leadsOut = lines.some((runs) => runs.some(({ outside }) => outside))
  return (
    <>
      <pre
        tabIndex={0}
        className="tool-code max-h-[30vh] overflow-auto rounded-md border border-line bg-code-bg px-3 py-2 wrap-anywhere whitespace-pre-wrap"
        title={leadsOut ? strings.permission.outsideHint : undefined}
      >
        <span className="text-accent select-none">$ </span>
        <InColours language="bash" after={text}>
          {(_, colours) =>
            lines.map((runs, index) => (
              <Fragment key={index}>
                {index > 0 && '\n'}
                <CodeRuns
                  runs={withMarks(
                    colours?.[index] ?? [],
                    runs.map((run) => ({ text: run.text, changed: run.outside }))
                  )}
                  mark="font-semibold text-danger!"
                />
              </Fragment>
            ))
          }
        </InColours>
      </pre>
      {leadsOut && <OutsideWarning />}
    </>
  )
}

/** A path ends with its line. */
function linesOf(runs: readonly CommandRun[]): readonly (readonly CommandRun[])[] {
  const lines: CommandRun[][] = [[]]
  for (const { text, outside } of runs) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ text: part, outside })
    }
  }
  return lines
}
