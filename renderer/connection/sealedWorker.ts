/**
 * Starts a worker whose every letter is known. The page says where its program is and what its sum is
 * (scripts/build/sealedScripts.ts): whoever else answers at our address could otherwise give it another, which would be
 * at work in the page's own name. What is sent before it runs waits.
 */

/** What a `Worker` is to whoever has it at work. */
export interface WorkerPort {
  onmessage: ((event: MessageEvent) => void) | null
  /** It could not be had, or it failed. */
  onerror: (() => void) | null
  postMessage: (message: unknown) => void
  terminate: () => void
}

/** @param name of the `<meta>` that tells of it */
export function sealedWorker(name: string): WorkerPort {
  const told = document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)
  const address = told?.content ?? ''
  const integrity = told?.dataset['integrity']
  let worker: Worker | null = null
  let isOver = false
  const waiting: unknown[] = []
  const port: WorkerPort = {
    onmessage: null,
    onerror: null,
    postMessage: (message) => {
      if (worker === null) waiting.push(message)
      else worker.postMessage(message)
    },
    terminate: () => {
      isOver = true
      worker?.terminate()
    }
  }
  const begin = (started: Worker): void => {
    worker = started
    started.onmessage = (event) => port.onmessage?.(event)
    started.onerror = () => port.onerror?.()
    for (const message of waiting) started.postMessage(message)
  }
  if (integrity === undefined) {
    // In development the server of the sources hands out modules, which change as they are written.
    begin(new Worker(address, { type: 'module', name }))
    return port
  }
  untilKnown(address, integrity).then(
    () => {
      if (!isOver) begin(new Worker(address, { name }))
    },
    () => {
      if (!isOver) port.onerror?.()
    }
  )
  return port
}

/**
 * Rejects when it is not what the page was built with. Nothing can be said of a worker's sum where it is started, but
 * what has just been read is what the browser takes then: files of the build are kept for good.
 */
async function untilKnown(address: string, integrity: string): Promise<void> {
  const response = await fetch(address, { integrity })
  await response.arrayBuffer()
}
