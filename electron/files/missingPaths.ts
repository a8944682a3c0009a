/** Which of the paths that a text mentions are not there: asked of the disk, for a list may lack much that is. */
import { onDisk } from './onDisk.ts'

/** Looked at side by side. */
const AT_ONCE = 8

/**
 * In their order: those of which it is certain that there is nothing by that name in the project. What leads out of it,
 * and where nobody may look, is not claimed to be missing. Throws when `signal` says so.
 *
 * @param root a real path
 */
export async function missingPaths(
  root: string,
  paths: readonly string[],
  signal: AbortSignal
): Promise<string[]> {
  const missing = new Set<string>()
  const left = new Set(paths).values()
  const look = async (): Promise<void> => {
    for (const path of left) {
      if ((await onDisk(root, path, signal)).kind === 'nothing') missing.add(path)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return paths.filter((path) => missing.has(path))
}
