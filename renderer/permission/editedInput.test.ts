import { describe, expect, it } from 'vitest'
import { editableInput, editedInput } from './editedInput.ts'

describe('editedInput', () => {
  it('changes the command and keeps what stands beside it', () => {
    const input = { command: 'npm i', description: 'Install', timeout: 3 }
    expect(editableInput(input)).toEqual({ kind: 'command', text: 'npm i' })
    expect(editedInput(input, 'command', 'pnpm i')).toEqual({
      ok: true,
      input: { command: 'pnpm i', description: 'Install', timeout: 3 }
    })
  })

  it('takes any other input as JSON', () => {
    const input = { file_path: 'a', content: 'x' }
    expect(editableInput(input)).toEqual({ kind: 'json', text: JSON.stringify(input, null, 2) })
    expect(editedInput(input, 'json', '{"file_path": "b"}')).toEqual({ ok: true, input: { file_path: 'b' } })
  })

  it.each([
    ['json', '', 'empty'],
    ['command', '  ', 'empty'],
    ['json', '[1]', 'notObject'],
    ['json', '"x"', 'notObject'],
    ['json', '{"a": }', 'notJson']
  ] as const)('as %s takes no %j', (kind, text, problem) => {
    expect(editedInput({}, kind, text)).toMatchObject({ ok: false, problem })
  })

  it.each([[null], ['half'], [undefined], [[1]]])('begins with something for an input of %j', (input) => {
    expect(editableInput(input).kind).toBe('json')
  })
})
