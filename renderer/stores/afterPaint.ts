/**
 * What can wait until the screen shows what has just been done: calls back in a task of its own after the next
 * frame has been painted. Used by `ShownDraft` and the draft keeper.
 */

/** Milliseconds after which it is time anyhow: a hidden window draws no frames. */
const LONGEST_WAIT_MS = 100

/** Calls back once; returns the way to call it off. */
export function afterPaint(callback: () => void): () => void {
  let task: ReturnType<typeof setTimeout> | undefined
  const callOff = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(task)
    clearTimeout(limit)
  }
  const act = (): void => {
    callOff()
    callback()
  }
  // A frame asks for its callbacks before it is painted, and for tasks afterwards.
  const frame = requestAnimationFrame(() => {
    task = setTimeout(act, 0)
  })
  const limit = setTimeout(act, LONGEST_WAIT_MS)
  return callOff
}
