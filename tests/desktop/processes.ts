/** What runs on this machine, for specs that look for what must not be there. Linux only. */
import { readdirSync, readFileSync } from 'node:fs'

/** Command lines of all processes, arguments separated by spaces. */
export function commandLines(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' '))
    .filter((line) => line !== '')
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return '' // it ended between the listing and the reading
  }
}
