/** A number of bytes for people: `900 bytes`, `256 KB`, `3.1 MB`. */
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

export function byteSize(bytes: number, { size }: GuideWords = en): string {
  if (bytes < 1024) return size.bytes(bytes)
  const kilobytes = bytes / 1024
  const [value, unit] = kilobytes < 1024 ? [kilobytes, 'KB'] : [kilobytes / 1024, 'MB']
  return `${rounded(value).replace('.', size.decimal)} ${unit}`
}

function rounded(value: number): string {
  return value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value))
}
