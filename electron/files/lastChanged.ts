/** Which of a project's files were changed last. Pure. Used by `fileIndex.ts`. */

interface Changed {
  readonly path: string
  readonly time: number
}

/**
 * The newest `count`, newest first; without files whose time is not known. In one pass: to sort 300,000
 * would hold up everything else.
 *
 * @param changedAt milliseconds since 1970, 0 where it could not be told
 */
export function lastChanged(
  files: readonly string[],
  changedAt: ReadonlyMap<string, number>,
  count: number
): string[] {
  // Kept up to twice too many, so that sorting is rare.
  let kept: Changed[] = []
  let oldest = 0
  for (const path of files) {
    const time = changedAt.get(path) ?? 0
    if (time <= oldest) continue
    kept.push({ path, time })
    if (kept.length < count * 2) continue
    kept = newest(kept, count)
    oldest = kept.at(-1)?.time ?? 0
  }
  return newest(kept, count).map(({ path }) => path)
}

function newest(files: readonly Changed[], count: number): Changed[] {
  return files
    .toSorted((one, other) => other.time - one.time || (one.path < other.path ? -1 : 1))
    .slice(0, count)
}
