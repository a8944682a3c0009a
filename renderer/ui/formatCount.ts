/** Numbers as people read them at a glance. */
import { strings } from '../strings/strings.ts'

/** 950 → "950", 12,400 → "12.4k", 3,200,000 → "3.2M". */
export function formatCount(count: number): string {
  if (count < 1000) return String(count)
  if (count < 999_500) return `${trimZero(count / 1000)}k`
  return `${trimZero(count / 1_000_000)}M`
}

/** Bytes: "820 B", "16 KB", "2.4 MB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${trimZero(bytes / (1024 * 1024))} MB`
}

function trimZero(value: number): string {
  return value.toLocaleString(strings.time.dates, {
    maximumFractionDigits: value < 100 ? 1 : 0,
    useGrouping: false
  })
}
