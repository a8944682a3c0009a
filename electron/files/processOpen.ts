/** Starts the program that shows a file to a person: their editor, or what the system takes. Used by `openFile.ts`. */
import { spawn } from 'node:child_process'

/** Milliseconds in which a program that cannot run says so; after them it counts as opened. */
const START_LIMIT_MS = 1_500

/** Resolves when the program has started, rejects with what the system says when it cannot. It lives on without us. */
export function startDetached(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], { detached: true, stdio: 'ignore', windowsHide: true })
    const timer = setTimeout(() => done(null), START_LIMIT_MS)
    const done = (failure: Error | null): void => {
      clearTimeout(timer)
      child.removeAllListeners()
      // Whatever happens to it now is between the person and that program.
      child.on('error', () => undefined)
      child.unref()
      if (failure) reject(failure)
      else resolve()
    }
    child.once('error', (error) => done(error))
    child.once('exit', (code) =>
      done(code === 0 ? null : new Error(`${program} ended with ${code ?? 'a signal'}`))
    )
  })
}
