/** What a search found: files, and the lines in them; each opens its place. */
import { useMemo } from 'react'
import { strings } from '../../../strings/strings.ts'
import { isLocalPath } from '../../localPath.ts'
import { useTranscriptSetting } from '../../TranscriptContext.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { ClippedLine } from '../code/ClippedLine.tsx'
import { FilePath } from '../FilePath.tsx'
import { foundIn } from '../foundIn.ts'
import type { FoundFile } from '../foundIn.ts'
import { printableProse } from '../printable.ts'
import { relativePath } from '../relativePath.ts'
import { resultText } from '../resultText.ts'
import { readToolInput } from '../toolInputs.ts'
import { useShown } from '../useShown.tsx'
import { useWholeResult } from '../useWholeResult.tsx'
import { ResultPart } from './ResultPart.tsx'

export function SearchBody({ call }: CallProps) {
  const { path: searched } = readToolInput(call.use.input)
  const { result, more: rest } = useWholeResult(call.result)
  const {
    files,
    notes,
    count: found
  } = useMemo(() => foundIn(result === null ? '' : resultText(result)), [result])
  const rows = useMemo(() => rowsOf(files), [files])
  const { count, more } = useShown(rows.length, 16, () => strings.tool.showAllResults(found))
  if (result === null || result.is_error || rows.length === 0) return <ResultPart call={call} />
  return (
    <BodyPart className="max-h-[70vh] overflow-y-auto">
      <ul>
        {rows.slice(0, count).map((row, index) => (
          <li key={index} className="flex min-h-6 items-center">
            {row.line === null ? (
              <FilePath
                path={row.path ?? searched ?? ''}
                className={row.isHead ? 'min-h-6 font-medium' : 'min-h-6 text-ink-muted'}
              />
            ) : (
              <FoundRow path={row.path ?? searched ?? ''} {...row.line} />
            )}
          </li>
        ))}
      </ul>
      {notes.map((note) => (
        <p key={note} className="mt-1 text-meta text-ink-faint">
          {note}
        </p>
      ))}
      {more}
      {rest}
    </BodyPart>
  )
}

interface Row {
  readonly path: string | null
  readonly line: FoundFile['lines'][number] | null
  /** Lines of it follow. */
  readonly isHead: boolean
}

function rowsOf(files: readonly FoundFile[]): readonly Row[] {
  return files.flatMap(({ path, lines }) => [
    ...(path === null ? [] : [{ path, line: null, isHead: lines.length > 0 }]),
    ...lines.map((line) => ({ path, line, isHead: false }))
  ])
}

interface FoundRowProps {
  readonly path: string
  readonly line: number | null
  readonly text: string
  readonly isMatch: boolean
}

function FoundRow({ path, line, text, isMatch }: FoundRowProps) {
  const { projectPath, openFile } = useTranscriptSetting()
  const look = isMatch ? 'text-ink' : 'text-ink-faint'
  const number = (
    <span className="w-12 shrink-0 pr-3 text-right text-ink-faint tabular-nums">{line ?? ''}</span>
  )
  const words = (
    <span className="min-w-0 wrap-anywhere whitespace-pre-wrap">
      <ClippedLine text={printableProse(text)} />
    </span>
  )
  if (!openFile || line === null || !isLocalPath(relativePath(path, projectPath))) {
    return (
      <div className={`tool-code flex items-baseline ${look}`}>
        {number}
        {words}
      </div>
    )
  }
  return (
    <div className={`tool-code flex items-baseline ${look}`}>
      <button
        type="button"
        title={strings.markdown.openFile(path, line)}
        aria-label={strings.markdown.openFile(path, line)}
        onClick={() => openFile(path, line)}
        className="flex min-h-6 shrink-0 items-center rounded-sm hover:text-accent hover:underline"
      >
        {number}
      </button>
      {words}
    </div>
  )
}
