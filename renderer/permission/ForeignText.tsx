/**
 * Text that somebody else wrote, in a request: every character of it is seen, what leads out of the project is red,
 * and of a long one the beginning stands with how much more there is.
 */
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { MoreButton } from '../transcript/tools/MoreButton.tsx'
import { printableLines, printableProse } from '../transcript/tools/printable.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { readCommand } from './commandPaths.ts'
import { firstPart } from './firstPart.ts'
import { OutsideWarning } from './OutsideWarning.tsx'

interface ForeignTextProps {
  readonly text: string
  /** Prose keeps what its language needs; anything else is shown strictly, with its paths. */
  readonly kind: 'prose' | 'exact'
  readonly projectPath?: string
  readonly className?: string
}

const BEGINNING = { lines: 12, characters: 1_200 }
/** Each time that more is asked for. */
const GROWTH = 8
/** Longer ones are shown without a search for paths. */
const SEARCHED = 20_000

export function ForeignText({ text, kind, projectPath = '', className }: ForeignTextProps) {
  const [limit, setLimit] = useState(BEGINNING)
  const { shown, moreLines, moreCharacters } = firstPart(text, limit)
  const exact = kind === 'exact' ? printableLines(shown.replaceAll('\r\n', '␍\n')) : printableProse(shown)
  const isSearched = kind === 'exact' && projectPath !== '' && exact.length <= SEARCHED
  const reading = isSearched ? readCommand(exact, projectPath) : null
  return (
    <>
      <div
        dir={kind === 'prose' ? 'auto' : 'ltr'}
        className={joinClasses('wrap-anywhere whitespace-pre-wrap', className)}
      >
        {reading === null
          ? exact
          : reading.runs.map((run, index) =>
              run.outside ? (
                <span key={index} className="font-semibold text-danger">
                  {run.text}
                </span>
              ) : (
                run.text
              )
            )}
      </div>
      {moreCharacters > 0 && (
        <MoreButton
          label={strings.permission.more(moreLines, moreCharacters)}
          onClick={() =>
            setLimit(({ lines, characters }) => ({ lines: lines * GROWTH, characters: characters * GROWTH }))
          }
        />
      )}
      {reading?.leadsOut === true && <OutsideWarning />}
    </>
  )
}
