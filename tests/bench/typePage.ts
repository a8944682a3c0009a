/**
 * What the `type` benchmark runs inside a page, ours or the bare one: notes every key until the frame that
 * shows it is painted, tasks over 50 ms, and whether typing changes the transcript. Both functions are sent to
 * the page as text, so they use nothing from outside themselves. Used by `typeSample.ts`.
 */

/** One key, in milliseconds since the page began. */
export interface ShownKey {
  readonly pressed: number
  /** When its event, and what React made of it, were over. */
  readonly handled: number
  /** When the frame that shows it began. */
  readonly frame: number
  readonly painted: number
}

export interface Watched {
  readonly shown: ShownKey[]
  /** Tasks over 50 ms. */
  readonly tasks: number[]
  /** Changes of the transcript's document. */
  changes: number
}

declare global {
  interface Window {
    watched?: Watched
  }
}

/** A message posted in a frame's callback comes when that frame has been painted. */
export function watch(): void {
  const watched: Watched = { shown: [], tasks: [], changes: 0 }
  window.watched = watched
  let pressed = 0
  window.addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp
    },
    { capture: true }
  )
  window.addEventListener('input', () => {
    const key = pressed
    // React handles a key in a microtask of its own, which is asked for before this one.
    queueMicrotask(() => {
      const handled = performance.now()
      requestAnimationFrame((frame) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () =>
          watched.shown.push({ pressed: key, handled, frame, painted: performance.now() })
        port2.postMessage(null)
      })
    })
  })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration)
  }).observe({ entryTypes: ['longtask'] })
  const log = document.querySelector('[role="log"]')
  if (!log) return // the bare page has none
  new MutationObserver((records) => {
    watched.changes += records.length
  }).observe(log, { subtree: true, childList: true, characterData: true, attributes: true })
}

export function readWatched(): Watched {
  if (!window.watched) throw new Error('nothing was watched')
  return window.watched
}
