/** An image as an address that holds it, for the documents of an export. */
import type { ImageBlock } from '../../shared/session.ts'

const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Null for images that lie elsewhere (nothing is fetched when an export is read), are of another kind, or are no images. */
export function inlineImage({ source }: ImageBlock): string | null {
  if (source.type !== 'base64' || !shown.has(source.media_type)) return null
  return isBase64(source.data) ? `data:${source.media_type};base64,${source.data}` : null
}

/** Walked by hand: a regular expression keeps a place for every character of it. */
function isBase64(text: string): boolean {
  let end = text.length
  while (end > 0 && end > text.length - 2 && text[end - 1] === '=') end -= 1
  for (let at = 0; at < end; at += 1) if (!isDigit(text.charCodeAt(at))) return false
  return end > 0
}

/** `A-Z a-z 0-9 + /` */
function isDigit(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 47 && code <= 57) || code === 43
  )
}
