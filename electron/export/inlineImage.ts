/** An image as an address that holds it, for the documents of an export. */
import type { ImageBlock } from '../../shared/session.ts'

const shown: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

/** Null for images that lie elsewhere (nothing is fetched when an export is read), are of another kind, or are no images. */
export function inlineImage({ source }: ImageBlock): string | null {
  if (source.type !== 'base64' || !shown.has(source.media_type)) return null
  return isBase64(source.data) ? `data:${source.media_type};base64,${source.data}` : null
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text)
}
