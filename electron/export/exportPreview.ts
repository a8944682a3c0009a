/**
 * What a person looks at before an export is saved: the beginning, and the surroundings of masked places behind it, however
 * long the document is. Used by `server/routes/export.ts`.
 */
import type { ExportPreview } from '../../shared/steering.ts'
import { SECRET } from './maskSecrets.ts'

/** UTF-16 units of the beginning, on either side of a masked place, and of all parts together. */
const BEGINNING = 24 * 1024
const AROUND = 200
const MOST = 160 * 1024

type Part = ExportPreview['parts'][number]

/** Rejects as `pieces` does. */
export async function previewOfExport(
  pieces: AsyncIterable<string>
): Promise<Pick<ExportPreview, 'parts' | 'left'>> {
  const preview = startPreview()
  for await (const piece of pieces) preview.add(piece)
  return preview.end()
}

interface GrowingPreview {
  add(piece: string): void
  end(): Pick<ExportPreview, 'parts' | 'left'>
}

function startPreview(): GrowingPreview {
  const parts: Part[] = []
  let current: { text: string; readonly skipped: number } = { text: '', skipped: 0 }
  /** Places in the document: where the current part ends, how far it is to go, what was searched, what was seen. */
  let taken = 0
  let wanted = BEGINNING
  let searched = 0
  let seen = 0
  let kept = 0
  /** The end of what was seen, for places whose surroundings begin there. */
  let last = ''

  function take(window: string, start: number): void {
    const until = Math.min(wanted, start + window.length, taken + MOST - kept)
    if (until <= taken) return
    current.text += window.slice(taken - start, until - start)
    kept += until - taken
    taken = until
  }

  return {
    add(piece) {
      const start = seen - last.length
      const window = last + piece
      seen += piece.length
      take(window, start)
      for (;;) {
        const at = window.indexOf(SECRET, searched - start)
        if (at === -1 || kept >= MOST) break
        const from = Math.max(start, start + at - AROUND)
        if (from > taken) {
          parts.push(current)
          current = { text: '', skipped: from - taken }
          taken = from
        }
        wanted = Math.max(wanted, start + at + SECRET.length + AROUND)
        searched = start + at + SECRET.length
        take(window, start)
      }
      searched = Math.max(searched, seen - SECRET.length + 1)
      last = window.slice(-(AROUND + SECRET.length))
    },
    end: () => ({
      parts: [...parts, current].map(({ text, skipped }) => ({ text, skipped })),
      left: seen - taken
    })
  }
}
