/** The changes a tool call makes to a file, as pairs of texts. For the header's counts, the diff and the permission card. */
import type { ToolUseBlock } from '../../../../shared/session.ts'
import { readToolInput } from '../toolInputs.ts'

export interface TextEdit {
  readonly before: string
  readonly after: string
}

/** A call as its changes are read out of it. */
export type EditCall = Pick<ToolUseBlock, 'kind' | 'variant' | 'input'>

/** Empty for tools that change no file, and for inputs that have not arrived yet. */
export function editsOf({ kind, variant, input: written }: EditCall): readonly TextEdit[] {
  if (kind !== 'edit') return []
  const input = readToolInput(written)
  switch (variant) {
    case 'write':
      return input.content === undefined ? [] : [{ before: '', after: input.content }]
    case 'cell':
      return input.new_source === undefined ? [] : [{ before: '', after: input.new_source }]
    default:
      if (input.edits) return input.edits.map((edit) => ({ before: edit.old_string, after: edit.new_string }))
      if (input.old_string === undefined && input.new_string === undefined) return []
      return [{ before: input.old_string ?? '', after: input.new_string ?? '' }]
  }
}
