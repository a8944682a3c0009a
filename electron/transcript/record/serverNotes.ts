/**
 * What the API itself says between the blocks of an answer, in words: that another model goes on, that it summed up
 * what was before, which files and tools it has laid ready. Nobody said these words, so they are set apart. Pure; used
 * by `blocks.ts`.
 */
import type { TextBlock } from '../../../shared/session.ts'
import { fieldsAt, isFields, textAt } from './fields.ts'
import type { Fields } from './fields.ts'

/** Null for another kind of block; an empty list for one that tells nothing. */
export function serverNote(raw: Fields): readonly TextBlock[] | null {
  switch (raw['type']) {
    case 'fallback':
      return fallback(raw)
    case 'compaction':
      return compaction(raw)
    case 'container_upload':
      return named(textAt(raw, 'file_id'), (file) => `The file ${file} lies ready where the code runs.`)
    case 'mcp_tool_listing':
      return named(textAt(raw, 'mcp_server_name'), (server) => listing(server, raw['tools']))
    case 'tool_addition':
      return named(toolNameIn(raw), (tool) => `${tool} can be used from here on.`)
    case 'tool_removal':
      return named(toolNameIn(raw), (tool) => `${tool} can no longer be used from here on.`)
    default:
      return null
  }
}

/** Where the answer of one model ends and that of the next begins. */
function fallback(raw: Fields): readonly TextBlock[] | null {
  const [from, to] = [modelAt(raw, 'from'), modelAt(raw, 'to')]
  if (from === null && to === null) return null
  const next = to === null ? '' : ` ${to} goes on from here.`
  return [note(`${from ?? 'The model'} declined to go on.${next}`)]
}

/** A summary that failed changes nothing, and says nothing. */
function compaction(raw: Fields): readonly TextBlock[] | null {
  const content = raw['content'] ?? null
  if (content !== null && typeof content !== 'string') return null
  if (content !== null && content.trim() !== '') {
    return [{ type: 'text', text: `${note('What was said before was summed up:').text}\n\n${content}` }]
  }
  return textAt(raw, 'encrypted_content') ? [note('What was said before was summed up.')] : []
}

function listing(server: string, tools: unknown): string {
  const names = Array.isArray(tools)
    ? tools.flatMap((tool) => (isFields(tool) ? (textAt(tool, 'name') ?? []) : []))
    : []
  return names.length === 0 ? `${server} offers no tools.` : `${server} offers ${names.join(', ')}.`
}

function toolNameIn(raw: Fields): string | null {
  const tool = fieldsAt(raw, 'tool') ?? {}
  const definition = fieldsAt(tool, 'definition') ?? {}
  const server = textAt(tool, 'server_name')
  const name = textAt(tool, 'name') ?? textAt(tool, 'tool_name') ?? textAt(definition, 'name')
  return server !== null && name !== null ? `${server}: ${name}` : (name ?? server)
}

function modelAt(raw: Fields, key: string): string | null {
  return textAt(fieldsAt(raw, key) ?? {}, 'model')
}

function named(name: string | null, say: (name: string) => string): readonly TextBlock[] | null {
  return name === null || name === '' ? null : [note(say(name))]
}

/** Drawn as Markdown: whatever stands in it, it stays one line, and the marks around it are its own. */
function note(text: string): TextBlock {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return { type: 'text', text: `*${line.replaceAll(/[\\*_`[\]<>]/g, String.raw`\$&`)}*` }
}
