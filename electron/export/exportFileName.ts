/** The name of an exported file, from what the session is called and when it was exported. Pure. */
import { charactersOf, cutText } from '../../shared/cutText.ts'

/** UTF-8 bytes of a title in a file name: with date and extension it stays below what any system takes. */
const LONGEST_TITLE = 120
/** Names Windows keeps for its devices. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** Safe on Linux, macOS and Windows alike. `exportedAt` is an ISO time, of which the day is taken. */
export function exportFileName(title: string | null, exportedAt: string, extension: string): string {
  return `${plainTitle(title ?? '')} ${exportedAt.slice(0, 10)}.${extension}`
}

function plainTitle(title: string): string {
  const plain = title
    .normalize('NFC')
    // Separators, wildcards, control characters, and marks that turn the direction of writing.
    .replaceAll(/[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s.]+/, '')
  const short = shortened(plain).replace(/[\s.]+$/, '')
  return short === '' || device.test(short) ? `session ${short}`.trim() : short
}

function shortened(text: string): string {
  let kept = ''
  let bytes = 0
  for (const character of charactersOf(cutText(text, LONGEST_TITLE))) {
    bytes += Buffer.byteLength(character)
    if (bytes > LONGEST_TITLE) return kept
    kept += character
  }
  return kept
}

/** Both forms of a file name: old clients take the plain one, where nothing is beyond ASCII. */
export function attachmentHeader(fileName: string): string {
  const ascii = fileName
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e]+/g, '_')
    .replaceAll(/["\\%;]/g, '_')
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
