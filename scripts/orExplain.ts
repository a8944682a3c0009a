import { messageOf } from '../shared/errors.ts'

/** Runs a script's main function; what it throws becomes one sentence on standard error and exit code 1. */
export async function orExplain(main: () => Promise<void>): Promise<void> {
  try {
    await main()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    process.exitCode = 1
  }
}
