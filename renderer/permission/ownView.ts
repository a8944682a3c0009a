/**
 * Which fields of an agent's own tools have a view of ours, and what must be said beside it. A field is told only when
 * its view shows all of it; anything else is listed as it came. Tools of servers have none: their fields mean what the
 * server says, whatever they are called. Pure.
 */
import type { PermissionRequest } from '../../shared/session.ts'
import type { ToolVariant } from '../../shared/tool.ts'
import type { EditDiff } from '../transcript/tools/diff/editDiffs.ts'
import { editDiffs } from '../transcript/tools/diff/editDiffs.ts'

export interface OwnView {
  readonly command: string | null
  readonly description: string | null
  readonly path: string | null
  readonly diffs: readonly EditDiff[]
  /** Said in red: more happens than it looks like. */
  readonly warnings: readonly ('noSandbox' | 'everywhere' | 'background')[]
  /** Fields that need not be listed any more. */
  readonly told: ReadonlySet<string>
}

const NOTHING: OwnView = {
  command: null,
  description: null,
  path: null,
  diffs: [],
  warnings: [],
  told: new Set()
}
/** A larger change is shown as the texts it is made of, each with how much more there is. */
const LARGEST_CHANGE = 100_000
const LONGEST_LINE = 2_000

export function ownView({
  kind,
  variant,
  input
}: Pick<PermissionRequest, 'kind' | 'variant' | 'input'>): OwnView {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return NOTHING
  const fields = new Map<string, unknown>(Object.entries(input))
  if (kind === 'command' && variant === undefined) return commandView(fields)
  return kind === 'edit' ? editView(variant, input, fields) : NOTHING
}

function commandView(fields: ReadonlyMap<string, unknown>): OwnView {
  const command = textOf(fields, 'command')
  if (command === null) return NOTHING
  const description = textOf(fields, 'description')
  const noSandbox = fields.get('dangerouslyDisableSandbox') === true
  const background = fields.get('run_in_background') === true
  return {
    ...NOTHING,
    command,
    description,
    warnings: [...(noSandbox ? ['noSandbox' as const] : []), ...(background ? ['background' as const] : [])],
    told: new Set([
      'command',
      ...(description === null ? [] : ['description']),
      ...(noSandbox ? ['dangerouslyDisableSandbox'] : []),
      ...(background ? ['run_in_background'] : [])
    ])
  }
}

function editView(
  variant: ToolVariant | undefined,
  input: object,
  fields: ReadonlyMap<string, unknown>
): OwnView {
  const name = variant === 'cell' ? 'notebook_path' : 'file_path'
  const path = textOf(fields, name)
  if (path === null) return NOTHING
  const everywhere = fields.get('replace_all') === true
  const texts = textsOf(variant, fields)
  const diffs =
    texts !== null && isTold(fields, texts) ? editDiffs({ kind: 'edit', variant, input }, null) : []
  const isWhole =
    diffs.length > 0 && !diffs.some(({ isBinary, diff }) => isBinary || diff.added + diff.removed === 0)
  return {
    ...NOTHING,
    path,
    diffs: isWhole ? diffs : [],
    warnings: everywhere ? ['everywhere'] : [],
    told: new Set([name, ...(isWhole && texts !== null ? texts : []), ...(everywhere ? ['replace_all'] : [])])
  }
}

/** The fields a comparison is made of; null when there are others of the kind, which it would leave out. */
function textsOf(
  variant: ToolVariant | undefined,
  fields: ReadonlyMap<string, unknown>
): readonly string[] | null {
  const names = ['content', 'new_source', 'old_string', 'new_string', 'edits'].filter((one) =>
    fields.has(one)
  )
  const own = ownTexts(variant)
  return names.length > 0 && names.every((one) => own.includes(one)) ? names : null
}

function ownTexts(variant: ToolVariant | undefined): readonly string[] {
  if (variant === 'write') return ['content']
  return variant === 'cell' ? ['new_source'] : ['old_string', 'new_string']
}

/** Whether a comparison by lines shows these texts whole: no other line ends, no end that it leaves out. */
function isTold(fields: ReadonlyMap<string, unknown>, names: readonly string[]): boolean {
  const texts = names.map((name) => textOf(fields, name))
  if (texts.some((text) => text === null || text.includes('\r'))) return false
  const [before = null, after = null] = texts.length === 2 ? texts : [null, texts[0]]
  const length = (before?.length ?? 0) + (after?.length ?? 0)
  if (length > LARGEST_CHANGE || texts.some((text) => longestLine(text ?? '') > LONGEST_LINE)) return false
  return before === null || before === '' || after === '' || before.endsWith('\n') === after?.endsWith('\n')
}

function longestLine(text: string): number {
  return text.split('\n').reduce((most, line) => Math.max(most, line.length), 0)
}

function textOf(fields: ReadonlyMap<string, unknown>, name: string): string | null {
  const value = fields.get(name)
  return typeof value === 'string' ? value : null
}
