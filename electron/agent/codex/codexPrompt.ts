/**
 * What stands in the user's place in a record of Codex's: what a person sent, or what the program put there for the
 * model. Newer versions say of each part what it is (`content_item_kinds`, seen in 0.171.0), older ones put it into tags.
 * Pure.
 */
import { fieldsAt, isFields, textAt } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'

export type Meaning =
  /** Parts of a message, in the API's words; at least one. */
  | { readonly kind: 'prompt'; readonly parts: readonly unknown[] }
  /** Worth reading, sent to the model by nobody: a command a person ran by hand, what a subagent told. */
  | { readonly kind: 'info'; readonly text: string }
  | { readonly kind: 'hidden' }

/** Of an item of type `message` with the role `user`. */
export function meaningOf(item: Fields): Meaning {
  const content: readonly unknown[] = Array.isArray(item['content']) ? item['content'] : []
  const kinds = kindsOf(item, content.length)
  const parts: unknown[] = []
  for (const [at, part] of content.entries()) {
    const text = isFields(part) ? (textAt(part, 'text') ?? '') : ''
    const info = infoIn(text)
    if (info !== null) return { kind: 'info', text: info }
    if (isSent(text, kinds?.[at])) parts.push(part)
  }
  return parts.length === 0 ? { kind: 'hidden' } : { kind: 'prompt', parts }
}

/** One for each part, or null where the record does not say. */
function kindsOf(item: Fields, parts: number): readonly unknown[] | null {
  const kinds = fieldsAt(item, 'internal_chat_message_metadata_passthrough')?.['content_item_kinds']
  return Array.isArray(kinds) && kinds.length === parts ? kinds : null
}

function isSent(text: string, kind: unknown): boolean {
  if (typeof kind === 'string' && kind !== '' && kind !== 'unknown') return kind.startsWith('user.')
  return !isForModel(text)
}

/** How what older versions put there begins. A tag a person writes in the middle of a sentence is their own. */
const marks: readonly string[] = [
  '# AGENTS.md instructions for ',
  '<environment_context>',
  '<user_instructions>',
  '<skill>',
  '<turn_aborted>',
  '<permissions instructions>',
  '<collaboration_mode>',
  '<hook_prompt',
  '<recommended_plugins>'
]

function isForModel(text: string): boolean {
  const begin = text.trimStart()
  // Pictures stand between tags of their own.
  if (/^<image(?:\s[^>]*)?>$|^<\/image>$/u.test(begin.trimEnd())) return true
  return marks.some((mark) => begin.startsWith(mark))
}

function infoIn(text: string): string | null {
  const own = text.trim()
  if (isWhole(own, 'user_shell_command'))
    return [elementIn(own, 'command'), elementIn(own, 'result')].filter((part) => part !== '').join('\n\n')
  return isWhole(own, 'subagent_notification') ? elementIn(own, 'subagent_notification') : null
}

function isWhole(text: string, tag: string): boolean {
  return text.startsWith(`<${tag}>`) && text.endsWith(`</${tag}>`)
}

/** From the first beginning to the last end: a command may say the tag as well. */
function elementIn(text: string, tag: string): string {
  const [begin, end] = [text.indexOf(`<${tag}>`), text.lastIndexOf(`</${tag}>`)]
  return begin === -1 || end < begin ? '' : text.slice(begin + tag.length + 2, end).trim()
}
