/** A message as Markdown, to be pasted elsewhere: its words as they are, calls and results fenced. Pure. */
import { unreachable } from '../../shared/errors.ts'
import type { ContentBlock, SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import type { ToolResultLookup } from './toolResults.ts'
import { shownJson } from './tools/shownJson.ts'

export function messageMarkdown(message: SessionMessage, results: ToolResultLookup): string {
  return message.content
    .flatMap((block) => blockMarkdown(block, results))
    .join('\n\n')
    .trim()
}

function blockMarkdown(block: ContentBlock, results: ToolResultLookup): readonly string[] {
  switch (block.type) {
    case 'text':
      return [block.text.trim()]
    case 'tool_use': {
      const result = results.get(block.id)
      const call = `**${block.name}**\n\n${fenced(shownJson(block.input), 'json')}`
      return result === undefined ? [call] : [call, fenced(resultWords(result), '')]
    }
    case 'document':
      return block.source.type === 'text'
        ? [`**${block.title ?? ''}**\n\n${fenced(block.source.data, '')}`]
        : [`**${block.title ?? ''}**`]
    case 'unknown':
      return [fenced(shownJson(block.raw), 'json')]
    // What it thought is not its answer; a picture is no text; results stand with their call.
    case 'thinking':
    case 'image':
    case 'tool_result':
      return []
    default:
      return unreachable(block)
  }
}

function resultWords({ content }: ToolResultBlock): string {
  if (typeof content === 'string') return content
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** A fence longer than any inside. */
function fenced(text: string, language: string): string {
  let longest = 2
  for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length)
  const fence = '`'.repeat(longest + 1)
  let end = text.length
  while (text.charAt(end - 1) === '\n') end -= 1
  return `${fence}${language}\n${text.slice(0, end)}\n${fence}`
}
