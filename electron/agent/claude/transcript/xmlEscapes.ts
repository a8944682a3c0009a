/**
 * Words that the program has put into tags of its own with their signs escaped, as they were. Pure; used by
 * `prompt.ts`: live the same words come without tags, and as they are.
 */

/** The escapes are taken back once; where a sign stands unescaped none was made, and the text is meant as it is. */
export function withoutXmlEscapes(text: string): string {
  if (!text.includes('&') || /[<>]|&(?!(?:lt|gt|amp|quot|apos|#39);)/.test(text)) return text
  return text.replaceAll(/&(?:lt|gt|amp|quot|apos|#39);/g, (escape) => signs.get(escape) ?? escape)
}

const signs: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
  ['&quot;', '"'],
  ['&apos;', "'"],
  ['&#39;', "'"]
])
