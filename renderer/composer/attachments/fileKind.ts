/** What a file is, by its first bytes and, where those do not tell, by its name. Pure. */
import type { Attachment } from '../../../shared/session.ts'

type ImageType = Extract<Attachment, { type: 'image' }>['mediaType']

export type FileKind =
  | { readonly kind: 'image'; readonly mediaType: ImageType }
  /** A picture no model reads: `format` as people call it. */
  | { readonly kind: 'other-image'; readonly format: string }
  | { readonly kind: 'pdf' }
  | { readonly kind: 'text' }
  | { readonly kind: 'binary' }

/** Enough of a file for `fileKind`. */
export const HEAD_BYTES = 4096

const SIGNATURES: readonly { readonly at: number; readonly bytes: string; readonly is: FileKind }[] = [
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', is: { kind: 'image', mediaType: 'image/png' } },
  { at: 0, bytes: '\xff\xd8\xff', is: { kind: 'image', mediaType: 'image/jpeg' } },
  { at: 0, bytes: 'GIF8', is: { kind: 'image', mediaType: 'image/gif' } },
  { at: 8, bytes: 'WEBP', is: { kind: 'image', mediaType: 'image/webp' } },
  { at: 0, bytes: '%PDF-', is: { kind: 'pdf' } },
  { at: 4, bytes: 'ftypavif', is: { kind: 'other-image', format: 'AVIF' } },
  { at: 4, bytes: 'ftyphei', is: { kind: 'other-image', format: 'HEIC' } },
  { at: 4, bytes: 'ftypmif1', is: { kind: 'other-image', format: 'HEIC' } },
  { at: 0, bytes: 'BM', is: { kind: 'other-image', format: 'BMP' } },
  { at: 0, bytes: 'II*\0', is: { kind: 'other-image', format: 'TIFF' } },
  { at: 0, bytes: 'MM\0*', is: { kind: 'other-image', format: 'TIFF' } }
]

/** Endings of pictures that begin like something else. */
const OTHER_IMAGES: Readonly<Record<string, string>> = {
  svg: 'SVG',
  heic: 'HEIC',
  heif: 'HEIC',
  avif: 'AVIF',
  bmp: 'BMP',
  ico: 'ICO',
  psd: 'PSD',
  tif: 'TIFF',
  tiff: 'TIFF'
}

/** @param head the first bytes, at most `HEAD_BYTES` */
export function fileKind(head: Uint8Array, name: string): FileKind {
  const text = Array.from(head.subarray(0, 16), (byte) => String.fromCharCode(byte)).join('')
  const signature = SIGNATURES.find(
    ({ at, bytes, is }) => text.startsWith(bytes, at) && !isBareText(is, head)
  )
  if (signature) return signature.is
  const format = OTHER_IMAGES[endingOf(name)]
  if (format !== undefined) return { kind: 'other-image', format }
  return { kind: readsAsText(head) ? 'text' : 'binary' }
}

/** A text may well begin with "BM"; a picture has zero bytes in its head. */
function isBareText(is: FileKind, head: Uint8Array): boolean {
  return is.kind === 'other-image' && is.format === 'BMP' && !head.includes(0)
}

function readsAsText(head: Uint8Array): boolean {
  if (encodingOf(head) !== 'utf-8') return true
  return !head.includes(0)
}

/** By the mark at its beginning; UTF-8 without one. */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8'
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1).toLowerCase()
}
