/** For what comes true outside this process: another program has written a file, or is gone. */
import { setTimeout } from 'node:timers/promises'

/** Milliseconds, fewer than any test that waits has itself: whoever reads its failure learns what did not come. */
const PATIENCE_MS = 45_000

/** Resolves when it is so; rejects with what it was when it does not come. */
export async function until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + PATIENCE_MS
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`waited ${PATIENCE_MS / 1000} s in vain until ${what}`)
    await setTimeout(20)
  }
}
