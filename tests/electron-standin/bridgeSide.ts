/**
 * One side of the context bridge: lets two worlds of one page call each other's functions, by events
 * that the browser clones between them. Its source is put into both worlds, so it uses nothing from
 * outside itself.
 */

export interface BridgeSide {
  /** Replaces functions by numbers the other side can call. */
  describe(value: unknown): unknown
  /** Turns what the other side described into values with functions that call it. */
  revive(value: unknown): unknown
}

/** `outgoing` and `incoming` are event names that only these two worlds know. */
export function bridgeSide(outgoing: string, incoming: string): BridgeSide {
  const own = new Map<number, Function>()
  const answers = new Map<number, (answer: object) => void>()
  let last = 0

  const tell = (detail: object): void => void window.dispatchEvent(new CustomEvent(outgoing, { detail }))
  const isPlain = (value: unknown): value is object =>
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  const mapValues = (value: object, change: (inner: unknown) => unknown): object =>
    Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner)]))
  const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

  const describe = (value: unknown): unknown => {
    if (typeof value === 'function') {
      own.set(++last, value)
      return { bridgedFunction: last }
    }
    if (Array.isArray(value)) return value.map(describe)
    return isPlain(value) ? mapValues(value, describe) : value
  }

  const revive = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(revive)
    if (!isPlain(value)) return value
    if (!('bridgedFunction' in value)) return mapValues(value, revive)
    const target = value.bridgedFunction
    return (...args: unknown[]) => call(target, args)
  }

  const call = (target: unknown, args: readonly unknown[]): unknown => {
    const id = ++last
    let now: object | null = null
    answers.set(id, (answer) => (now = answer))
    tell({ call: id, target, args: args.map(describe) })
    answers.delete(id)
    if (now === null) throw new Error('The other world did not answer.')
    if (!('later' in now)) return take(now)
    return new Promise((resolve, reject) => {
      answers.set(id, (answer) => {
        answers.delete(id)
        try {
          resolve(take(answer))
        } catch (error) {
          reject(error)
        }
      })
    })
  }

  const take = (answer: object): unknown => {
    if ('error' in answer) throw new Error(String(answer.error))
    return 'value' in answer ? revive(answer.value) : undefined
  }

  const run = (id: unknown, target: unknown, args: unknown): void => {
    try {
      const act = typeof target === 'number' ? own.get(target) : undefined
      const value: unknown = act?.(...(Array.isArray(args) ? args.map(revive) : []))
      if (!(value instanceof Promise)) return tell({ answer: id, value: describe(value) })
      tell({ answer: id, later: true })
      void value.then(
        (settled) => tell({ answer: id, value: describe(settled) }),
        (error) => tell({ answer: id, error: textOf(error) })
      )
    } catch (error) {
      tell({ answer: id, error: textOf(error) })
    }
  }

  window.addEventListener(incoming, (event) => {
    const detail: unknown = event instanceof CustomEvent ? event.detail : null
    if (!isPlain(detail)) return
    if ('call' in detail && 'target' in detail && 'args' in detail)
      run(detail.call, detail.target, detail.args)
    else if ('answer' in detail && typeof detail.answer === 'number') answers.get(detail.answer)?.(detail)
  })
  return { describe, revive }
}
