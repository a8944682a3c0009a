/**
 * The ports of earlier launches, tried first by the next: the page's origin has the port in it, and with it what the
 * browser keeps for the page: its cache, and what was written where no session exists yet. So the first one stays the
 * first, and the one that took its place while another program had it comes after.
 */
import { join } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'

export interface PortsToTry {
  /** 0, any port, when none is remembered. */
  readonly port: number
  /** When that one is used by another program; ends with 0. */
  readonly otherPorts: readonly number[]
}

export function portsToTry(folder: string): PortsToTry {
  const [port = 0, ...others] = rememberedPorts(folder)
  return { port, otherPorts: [...others, 0] }
}

/** A failure is logged and goes no further. */
export function rememberPort(folder: string, port: number, log: Log): void {
  const ports = rememberedPorts(folder)
  if (ports.includes(port)) return
  try {
    writeOwn(join(folder, 'port'), [...ports.slice(0, 1), port].map((one) => `${one}\n`).join(''))
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the port could not be remembered')
  }
}

/** At most two. */
function rememberedPorts(folder: string): readonly number[] {
  try {
    const lines = (readOwn(join(folder, 'port')) ?? '').trim().split('\n', 2)
    return lines.map(Number).filter((port) => Number.isInteger(port) && port > 0 && port < 65_536)
  } catch {
    return [] // unreadable, or not ours: any port does
  }
}
