/** The links a web search came back with, out of its text. Pure. */
import { z } from 'zod'

export interface WebLink {
  readonly title: string
  readonly url: string
}

const Links = z.array(z.object({ title: z.string().catch(''), url: z.string() }))
/** Claude Code writes them as JSON in a line of its own. */
const LINE = /^Links: (\[.*\])$/m

/** `rest` is the text without them. */
export function webLinks(text: string): { readonly links: readonly WebLink[]; readonly rest: string } {
  const match = LINE.exec(text)
  const links = match?.[1] === undefined ? [] : readLinks(match[1])
  if (match === null || links.length === 0) return { links: [], rest: text.trim() }
  const rest = `${text.slice(0, match.index)}${text.slice(match.index + match[0].length)}`
  return { links, rest: rest.replace(/^Web search results for query: .*$/m, '').trim() }
}

function readLinks(json: string): readonly WebLink[] {
  try {
    const parsed = Links.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : []
  } catch {
    return [] // cut in the middle: the text is shown as it is
  }
}
