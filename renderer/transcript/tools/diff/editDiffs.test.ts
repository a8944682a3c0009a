import { describe, expect, it } from 'vitest'
import type { ToolResultBlock } from '../../../../shared/session.ts'
import { toolUse } from '../../../../tests/support/claudeCalls.ts'
import { changeOf, editDiffs } from './editDiffs.ts'

function result(content: string): ToolResultBlock {
  return { type: 'tool_result', tool_use_id: 't1', content, is_error: false }
}

const edit = toolUse('Edit', { file_path: 'a.ts', old_string: 'b', new_string: 'x\ny' })

describe('editDiffs', () => {
  it('finds the place of an edit in the snippet that came back', () => {
    const snippet = "The file was updated. Here's a snippet:\n     7→a\n     8→x\n     9→y\n    10→c\n"
    expect(editDiffs(edit, result(snippet))[0]?.firstLine).toBe(8)
    expect(editDiffs(edit, result('The file was updated.'))[0]?.firstLine).toBeNull()
    expect(editDiffs(edit, null)[0]?.firstLine).toBeNull()
  })

  it('numbers a new file from 1', () => {
    expect(editDiffs(toolUse('Write', { content: 'a\n' }), null)).toEqual([
      {
        before: '',
        after: 'a\n',
        firstLine: 1,
        isBinary: false,
        diff: { lines: [{ kind: 'added', text: 'a', after: 0 }], added: 1, removed: 0 }
      }
    ])
  })

  it('does not compare what is no text', () => {
    const [diff] = editDiffs(toolUse('Write', { content: 'PNG\u0000\u0001\u0002' }), null)
    expect(diff?.isBinary).toBe(true)
    expect(diff?.diff.lines).toEqual([])
  })

  it('shows marks that would turn a line around', () => {
    const [diff] = editDiffs(toolUse('Write', { content: 'a = "\u202etset"\r\nb' }), null)
    expect(diff?.after).toBe('a = "⟨U+202E⟩tset"\nb')
  })

  it.each([['half'], [null], [{}], [[]], [{ edits: 'x' }], [{ edits: [] }]])(
    'is empty for an input of %j',
    (input) => {
      expect(editDiffs(toolUse('Edit', input), null)).toEqual([])
    }
  )
})

describe('changeOf', () => {
  it('adds up all edits of one call', () => {
    const edits = [
      { old_string: 'a', new_string: 'b' },
      { old_string: 'c\nd', new_string: '' }
    ]
    expect(changeOf(editDiffs(toolUse('MultiEdit', { edits }), null))).toEqual({
      added: 1,
      removed: 3
    })
  })
})
