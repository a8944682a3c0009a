/**
 * What a session's segments add up to: for each of its files the versions it has had. A later version says again only
 * what it does not have in common with the one before. Pure.
 */
import type { Segment } from './segment.ts'

/** A version of one file: its segments, one behind the other from its beginning, unless something was harmed. */
export interface Version {
  readonly number: number
  readonly segments: readonly Segment[]
  /** Bytes at its beginning that are those of the version before; null for the first. */
  readonly common: number | null
  /** Those before were harmed on our disk, and it was copied in their place. */
  readonly heals: boolean
}

export interface KeptFile {
  readonly file: string
  readonly place: string
  /** Oldest first; at least one. */
  readonly versions: readonly Version[]
}

/** Of all segments of a session, in the order they were written; by the path of each file. */
export function keptFiles(segments: readonly Segment[]): Map<string, KeptFile> {
  const files = new Map<string, { place: string; versions: Version[] }>()
  for (const segment of segments) {
    const kept = files.get(segment.file) ?? { place: segment.place, versions: [] }
    files.set(segment.file, kept)
    kept.place = segment.place
    const last = kept.versions.at(-1)
    if (last?.number === segment.version) {
      kept.versions.splice(-1, 1, { ...last, segments: [...last.segments, segment] })
      continue
    }
    const common = last?.segments.filter((earlier) => endOf(earlier) <= segment.at) ?? []
    kept.versions.push({
      number: segment.version,
      segments: [...common, segment],
      common: last === undefined ? null : (segment.common ?? 0),
      heals: segment.heals ?? false
    })
  }
  return new Map([...files].map(([file, kept]) => [file, { file, ...kept }]))
}

export function endOf({ at, bytes }: Pick<Segment, 'at' | 'bytes'>): number {
  return at + bytes
}

/** How long the file was in this version. */
export function bytesOf({ segments }: Version): number {
  const last = segments.at(-1)
  return last === undefined ? 0 : endOf(last)
}

/** Whether no segment is missing. */
export function isWhole({ segments }: Version): boolean {
  let at = 0
  for (const segment of segments) {
    if (segment.at !== at) return false
    at = endOf(segment)
  }
  return segments.length > 0
}

/**
 * The version that is given back: the newest. One that is shorter, and less than half of which stood there before, is
 * another file that took the place of this one: what was said is in the longer.
 */
export function chosenVersion(file: KeptFile): Version {
  const [first, ...later] = soundVersions(file)
  if (first === undefined) throw new Error('a kept file has a version')
  return later.reduce((chosen, version) => (isAnotherFile(version, chosen) ? chosen : version), first)
}

/** All that is kept for good: without versions in whose place another was copied. */
export function soundVersions({ versions }: KeptFile): readonly Version[] {
  return versions.slice(
    Math.max(
      0,
      versions.findLastIndex(({ heals }) => heals)
    )
  )
}

function isAnotherFile(version: Version, chosen: Version): boolean {
  const bytes = bytesOf(version)
  return bytes < bytesOf(chosen) && (version.common ?? 0) * 2 < bytes
}
