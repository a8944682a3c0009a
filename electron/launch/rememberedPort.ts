/**
 * The port of the last launch, tried first by the next: the page's origin has the port in it, and
 * with it its cache and a bookmark stay good. Nothing depends on it.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'

/** 0, any port, when none is remembered. */
export function rememberedPort(folder: string): number {
  try {
    const port = Number(readFileSync(join(folder, 'port'), 'utf8'))
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0
  } catch {
    return 0 // none yet, or unreadable: any port does
  }
}

/** A failure is logged and goes no further. */
export function rememberPort(folder: string, port: number, log: Log): void {
  try {
    writeFileSync(join(folder, 'port'), `${port}\n`)
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the port could not be remembered')
  }
}
