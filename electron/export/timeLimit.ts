/**
 * Runs what may never end, such as a parser over a text somebody made to be slow, and ends it in time. Used by
 * `htmlText.ts`. No sandbox: what runs is our own, and only its time is limited.
 */
import { Script, createContext } from 'node:vm'
import { codeOf } from '../../shared/errors.ts'

export interface TimeLimit {
  /** What `work` gives; null when it took longer than `ms` milliseconds, and is ended in the middle. Throws as `work` does. */
  run<T>(ms: number, work: () => T): T | null
}

export function createTimeLimit(): TimeLimit {
  let task = (): void => undefined
  const room = createContext({ work: () => task() })
  const script = new Script('work()')
  return {
    run<T>(ms: number, work: () => T): T | null {
      let result: T | null = null
      task = () => {
        result = work()
      }
      try {
        script.runInContext(room, { timeout: ms })
        return result
      } catch (error) {
        if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return null
        throw error
      }
    }
  }
}
