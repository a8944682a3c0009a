/** Debian's packages, for scripts that need a program the machine lacks. */
import { existsSync } from 'node:fs'
import { outputToStderr, runProgram } from './run.ts'

const limitMs = 5 * 60_000

/** Only then is anything installed: nobody is asked for a password. */
export function isRootOnDebian(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** Says what happens on standard error. Whether it worked, the caller sees by looking for the programs. */
export async function installByApt(...packages: readonly string[]): Promise<void> {
  const options = { stdio: outputToStderr, env: { DEBIAN_FRONTEND: 'noninteractive' }, limitMs }
  await runProgram('apt-get', ['update'], options)
  await runProgram('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
}
