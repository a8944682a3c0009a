/**
 * A command that would run: every character of it is seen, paths that lead out of the project are red, and of a long
 * one the beginning stands with how much more there is. What reading it does not tell is said below.
 */
import { TriangleAlert } from 'lucide-react'
import { Fragment, useMemo, useState } from 'react'
import { strings } from '../strings/strings.ts'
import { withMarks } from '../transcript/tools/code/codeLines.ts'
import { CodeRuns } from '../transcript/tools/code/CodeRuns.tsx'
import { InColours } from '../transcript/tools/code/InColours.tsx'
import { MoreButton } from '../transcript/tools/MoreButton.tsx'
import { MARK, printableLines } from '../transcript/tools/printable.ts'
import { readCommand } from './commandPaths.ts'
import type { CommandRun } from './commandPaths.ts'
import { firstPart } from './firstPart.ts'
import { OutsideWarning } from './OutsideWarning.tsx'

interface CommandPreviewProps {
  readonly command: string
  readonly projectPath: string
}

const BEGINNING = { lines: 12, characters: 1_500 }
const GROWTH = 8
/** Looked through for what leads out; what is longer is said to be. */
const SEARCHED = 100_000

export function CommandPreview({ command, projectPath }: CommandPreviewProps) {
  const [limit, setLimit] = useState(BEGINNING)
  const { shown, moreLines, moreCharacters } = useMemo(() => firstPart(command, limit), [command, limit])
  const text = useMemo(() => printableLines(shown), [shown])
  const lines = useMemo(
    () => linesOf(text.length > SEARCHED ? [{ text, outside: false }] : readCommand(text, projectPath).runs),
    [text, projectPath]
  )
  // Of the whole: what is not shown yet counts as well.
  const { leadsOut, notes } = useMemo(() => notesOn(command, projectPath), [command, projectPath])
  return (
    <>
      <pre
        className="tool-code overflow-x-auto rounded-md border border-line bg-code-bg px-3 py-2 wrap-anywhere whitespace-pre-wrap"
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
      {moreCharacters > 0 && (
        <MoreButton
          label={strings.permission.more(moreLines, moreCharacters)}
          onClick={() =>
            setLimit(({ lines: most, characters }) => ({
              lines: most * GROWTH,
              characters: characters * GROWTH
            }))
          }
        />
      )}
      {leadsOut && <OutsideWarning />}
      {notes.map((note) => (
        <p key={note} className="mt-1 flex items-start gap-1.5 text-meta text-warn">
          <TriangleAlert size={13} strokeWidth={1.75} className="mt-[2px] shrink-0" aria-hidden />
          <span className="min-w-0">{strings.permission.commandNotes[note]}</span>
        </p>
      ))}
    </>
  )
}

type Note = 'marks' | 'variables' | 'pieced' | 'long'

function notesOn(
  command: string,
  projectPath: string
): { readonly leadsOut: boolean; readonly notes: readonly Note[] } {
  const searched = printableLines(command.slice(0, SEARCHED))
  const { leadsOut, hasVariables, isPieced } = readCommand(searched, projectPath)
  const notes: Note[] = []
  if (MARK.test(searched)) notes.push('marks')
  if (isPieced) notes.push('pieced')
  if (hasVariables) notes.push('variables')
  if (command.length > SEARCHED) notes.push('long')
  return { leadsOut, notes }
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
