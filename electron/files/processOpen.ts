/** Starts the program that shows a file to a person: their editor, or what the system takes. Used by `openFile.ts`. */
import { spawn } from 'node:child_process'

/** Milliseconds in which a program that cannot run says so; after them it counts as opened. */
const START_LIMIT_MS = 1_500

/** Windows' own file manager ends with 1 when all went well. */
const saysNothing = /^explorer\.exe$/iu

/** Resolves when the program has started, rejects with what the system says when it cannot. It lives on without us. */
export function startDetached(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      detached: true,
      stdio: 'ignore',
      windowsHide: true,
      env: environment(process.env)
    })
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
    child.once('exit', (code) => {
      const isWell = code === 0 || saysNothing.test(program)
      done(isWell ? null : new Error(`${program} ended with ${code ?? 'a signal'}`))
    })
  })
}

/** Without what is about how Skein itself was started: it would make an editor built as we are behave oddly. */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !/^(?:SKEIN_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_)/u.test(name))
  )
}
