/** A tool's input as names and values; what is no such thing as it came. */
import { z } from 'zod'
import { strings } from '../../strings/strings.ts'
import { printable } from './printable.ts'
import { RawValue } from './RawValue.tsx'

const Fields = z.record(z.string(), z.unknown())
/** Values that stand on their line as they are. */
const SHORT = 200

export function ArgumentTable({ input }: { readonly input: unknown }) {
  const fields = Fields.safeParse(input)
  if (!fields.success || Array.isArray(input)) return <RawValue value={input} />
  const entries = Object.entries(fields.data)
  if (entries.length === 0) return <p className="text-ui text-ink-faint">{strings.tool.noInput}</p>
  if (entries.length > MOST_FIELDS) return <RawValue value={input} />
  return (
    <dl className="grid grid-cols-[fit-content(12rem)_minmax(0,1fr)] gap-x-4 gap-y-0.5">
      {entries.map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="font-mono text-code wrap-anywhere text-ink-faint">{printable(name)}</dt>
          <dd className="min-w-0">
            <ArgumentValue value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** More are no list of arguments. */
const MOST_FIELDS = 60

function ArgumentValue({ value }: { readonly value: unknown }) {
  const text = typeof value === 'object' && value !== null ? null : String(value)
  if (text === null || text.length > SHORT || text.includes('\n')) return <RawValue value={value} />
  return <span className="font-mono text-code wrap-anywhere">{printable(text)}</span>
}
