/** Starts the program that shows a file to a person: their editor, or what the system takes. `createServer.ts` gives it to `openFile.ts`. */
import { spawn } from 'node:child_process'
import { windowsProgram } from '../machine/systemProgram.ts'
import { ownSearch, programOrThrow } from '../machine/trustedProgram.ts'

/** Milliseconds in which a program that cannot run says so; after them it counts as opened. */
const START_LIMIT_MS = 1_500

/** Windows' own file manager ends with 1 when all went well. */
const saysNothing = /^explorer\.exe$/iu

/**
 * Resolves when the program has started, rejects with what the system says when it cannot, and for one that is not on
 * `PATH` or that others may change. It lives on without us.
 */
export async function startDetached(program: string, args: readonly string[]): Promise<void> {
  const file = await fullPath(program)
  await new Promise<void>((resolve, reject) => {
    const child = spawn(file, [...args], {
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

/** What `systemOpener.ts` names comes with the system; what a person's editor is called, they know. */
async function fullPath(program: string): Promise<string> {
  if (process.platform === 'win32' && saysNothing.test(program)) return windowsProgram('explorer.exe')
  if (process.platform === 'darwin' && program === 'open') return '/usr/bin/open'
  // Windows starts no `.cmd` without its command processor, which would read what is in a file's name.
  return programOrThrow(program, { ...ownSearch(), pathExt: '.COM;.EXE' })
}

/** Without what is about how Skein itself was started: it would make an editor built as we are behave oddly. */
function environment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(own).filter(([name]) => !/^(?:SKEIN_|ELECTRON_|NODE_OPTIONS$|NODE_CHANNEL_)/u.test(name))
  )
}
