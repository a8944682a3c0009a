/** What lies in a folder; files open. */
import { useMemo } from 'react'
import { strings } from '../../../strings/strings.ts'
import { BodyPart } from '../BodyPart.tsx'
import type { CallProps } from '../call.ts'
import { FilePath } from '../FilePath.tsx'
import { resultText } from '../resultText.ts'
import { readToolInput } from '../toolInputs.ts'
import { useShown } from '../useShown.tsx'
import { useWholeResult } from '../useWholeResult.tsx'
import { ResultPart } from './ResultPart.tsx'

export function ListBody({ call }: CallProps) {
  const { path: folder = '' } = readToolInput(call.use.input)
  const { result, more: rest } = useWholeResult(call.result)
  const names = useMemo(() => (result === null ? [] : namesIn(resultText(result))), [result])
  const { count, more } = useShown(names.length, 16, strings.tool.showAllResults)
  if (result === null || result.is_error || names.length === 0) return <ResultPart call={call} />
  return (
    <BodyPart className="max-h-[70vh] overflow-y-auto">
      <ul>
        {names.slice(0, count).map((name, index) => (
          <li
            key={index}
            className="tool-code flex min-h-6 items-center wrap-anywhere whitespace-pre-wrap text-ink-muted"
          >
            {isPlainName(name) ? <NameInside folder={folder} name={name} /> : name}
          </li>
        ))}
      </ul>
      {more}
      {rest}
    </BodyPart>
  )
}

/** Drawn as the name it has there; opened where it lies. */
function NameInside({ folder, name }: { readonly folder: string; readonly name: string }) {
  const base = folder === '' || folder.endsWith('/') ? folder : `${folder}/`
  return <FilePath path={`${base}${name}`} shown={name} className="min-h-6" />
}

function namesIn(text: string): readonly string[] {
  return /^no files/i.test(text) ? [] : text.split('\n').filter((line) => line.trim() !== '')
}

/** A tree (`- src/`, indented) and a remark are no names; folders are not opened. */
function isPlainName(line: string): boolean {
  return !/^\s|^- |[/\\]$|\s$/.test(line)
}
