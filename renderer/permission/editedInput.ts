/** What a person may change of a request before they allow it: a command as text, anything else as JSON. Pure. */
import { z } from 'zod'

const Fields = z.record(z.string(), z.unknown())

export interface EditableInput {
  readonly kind: 'command' | 'json'
  /** To begin with. */
  readonly text: string
}

/** What comes out of it: an input to be sent, or why there is none. */
export type EditedInput =
  | { readonly ok: true; readonly input: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly problem: 'empty' | 'notObject' }
  /** `reason` is the JSON parser's own words. */
  | { readonly ok: false; readonly problem: 'notJson'; readonly reason: string }

export function editableInput(input: unknown): EditableInput {
  const fields = Fields.safeParse(input)
  const command = fields.success ? fields.data['command'] : undefined
  if (typeof command === 'string') return { kind: 'command', text: command }
  try {
    return { kind: 'json', text: JSON.stringify(input, null, 2) ?? '{}' }
  } catch {
    return { kind: 'json', text: '' } // deeper than it can be written down: there is nothing to edit
  }
}

export function editedInput(given: unknown, kind: EditableInput['kind'], text: string): EditedInput {
  if (text.trim() === '') return { ok: false, problem: 'empty' }
  if (kind === 'command') {
    const fields = Fields.safeParse(given)
    return { ok: true, input: { ...(fields.success ? fields.data : {}), command: text } }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ok: false, problem: 'notJson', reason: error instanceof Error ? error.message : String(error) }
  }
  const fields = Array.isArray(value) ? null : Fields.safeParse(value)
  return fields?.success ? { ok: true, input: fields.data } : { ok: false, problem: 'notObject' }
}
