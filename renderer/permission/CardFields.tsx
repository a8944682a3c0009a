/** Fields of a request's input that no view of ours tells: each with its name, whole or with how much more there is. */
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'
import { MoreButton } from '../transcript/tools/MoreButton.tsx'
import { printable } from '../transcript/tools/printable.ts'
import { AddressHost } from './AddressHost.tsx'
import { ForeignText } from './ForeignText.tsx'
import { jsonText } from './jsonText.ts'

interface CardFieldsProps {
  readonly input: unknown
  /** Names that are told elsewhere. */
  readonly told?: ReadonlySet<string>
  readonly projectPath: string
}

const NONE: ReadonlySet<string> = new Set()
const FIELDS = 40
const LONGEST_NAME = 120
const BEGINNING = 2_000
const GROWTH = 8

export function CardFields({ input, told = NONE, projectPath }: CardFieldsProps) {
  const [most, setMost] = useState(FIELDS)
  const fields = useMemo(() => fieldsOf(input, told), [input, told])
  if (fields === null) {
    return (
      <Box>
        <FieldValue value={input} projectPath={projectPath} />
      </Box>
    )
  }
  if (fields.length === 0) {
    return told.size > 0 ? null : <p className="text-ui text-ink-faint">{strings.tool.noInput}</p>
  }
  const hidden = Math.max(0, fields.length - most)
  return (
    <Box>
      <dl className="grid grid-cols-[fit-content(12rem)_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {fields.slice(0, most).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="font-mono text-code wrap-anywhere text-ink-muted">
              {name.length > LONGEST_NAME ? strings.permission.longName : printable(name)}
            </dt>
            <dd className="min-w-0">
              {name.length > LONGEST_NAME && <FieldValue value={name} projectPath={projectPath} />}
              <FieldValue value={value} projectPath={projectPath} />
            </dd>
          </div>
        ))}
      </dl>
      {hidden > 0 && (
        <MoreButton label={strings.permission.moreFields(hidden)} onClick={() => setMost(most * GROWTH)} />
      )}
    </Box>
  )
}

function fieldsOf(input: unknown, told: ReadonlySet<string>): readonly (readonly [string, unknown])[] | null {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return null
  const fields: readonly (readonly [string, unknown])[] = Object.entries(input)
  return fields.filter(([name]) => !told.has(name))
}

function FieldValue({ value, projectPath }: { readonly value: unknown; readonly projectPath: string }) {
  if (typeof value === 'string') {
    return (
      <>
        <ForeignText
          kind="exact"
          text={value === '' ? '""' : value}
          projectPath={value.includes('\n') ? '' : projectPath}
          className="font-mono text-code"
        />
        <AddressHost address={value} />
      </>
    )
  }
  return <JsonValue value={value} projectPath={projectPath} />
}

function JsonValue({ value, projectPath }: { readonly value: unknown; readonly projectPath: string }) {
  const [most, setMost] = useState(BEGINNING)
  const { text, hidden, cut } = useMemo(() => jsonText(value, most), [value, most])
  return (
    <>
      {/* As much as was asked for: here the limit is the one of the values. */}
      <ForeignText kind="exact" text={text} projectPath={projectPath} className="font-mono text-code" />
      {hidden + cut > 0 && (
        <MoreButton
          label={hidden > 0 ? strings.permission.moreValues(hidden) : strings.permission.more(0, cut)}
          onClick={() => setMost(most * GROWTH)}
        />
      )}
    </>
  )
}

function Box({ children }: { readonly children: ReactNode }) {
  return <div className="mt-1.5 rounded-md border border-line bg-code-bg px-3 py-1.5">{children}</div>
}
