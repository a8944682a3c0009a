/**
 * What can wait until the screen shows what has just been done: calls back in a task of its own after the next
 * frame has been painted, when nothing else waits. Used by `ShownDraft`, the draft keeper and `restWhileTyping`.
 */

/** Milliseconds after which it is time anyhow: a hidden window draws no frames. */
const LONGEST_WAIT_MS = 100

/** Calls back once; returns the way to call it off. */
export function afterPaint(callback: () => void): () => void {
  let callOffIdle: (() => void) | undefined
  const callOff = (): void => {
    cancelAnimationFrame(frame)
    callOffIdle?.()
    clearTimeout(limit)
  }
  const act = (): void => {
    callOff()
    callback()
  }
  // A frame asks for its callbacks before it is painted. The rest of the key, and the next one, go before this.
  const frame = requestAnimationFrame(() => {
    callOffIdle = whenIdle(act)
  })
  const limit = setTimeout(act, LONGEST_WAIT_MS)
  return callOff
}

function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const task = setTimeout(act, 0) // Safari, until lately
    return () => clearTimeout(task)
  }
  const idle = requestIdleCallback(act)
  return () => cancelIdleCallback(idle)
}
