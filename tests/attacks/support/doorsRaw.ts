/** Bytes to and from a port, as no well-behaved client would send them. */
import { connect } from 'node:net'
import type { Socket } from 'node:net'

export interface Raw {
  readonly socket: Socket
  /** Everything that came back so far. */
  readonly received: () => string
  /** Milliseconds from its opening to its end. */
  readonly closed: Promise<number>
  /** Resolves when this much has come, or the other side has ended it. */
  readonly answered: Promise<void>
}

export function openRaw(port: number, first: string | Buffer = ''): Raw {
  const openedAt = performance.now()
  const parts: Buffer[] = []
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise<number>((resolve) => {
    socket.on('close', () => resolve(performance.now() - openedAt))
  })
  const answered = new Promise<void>((resolve) => {
    socket.once('data', () => resolve())
    socket.once('close', () => resolve())
  })
  socket.on('data', (part: Buffer) => void parts.push(part))
  socket.on('error', () => undefined) // the close that follows says so
  if (first.length > 0) socket.write(first)
  return { socket, closed, answered, received: () => Buffer.concat(parts).toString('latin1') }
}

/** Status of the answer; null when it is none, `hang` when nothing came in time. */
export async function statusOf(raw: Raw, limitMs: number): Promise<number | null | 'hang'> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<'hang'>((resolve) => {
    timer = setTimeout(() => resolve('hang'), limitMs)
  })
  const first = await Promise.race([raw.answered, limit])
  clearTimeout(timer)
  raw.socket.destroy()
  if (first === 'hang') return 'hang'
  const status = /^HTTP\/1\.1 (\d{3})/u.exec(raw.received())?.[1]
  return status === undefined ? null : Number(status)
}

/** What a WebSocket begins with. */
export function upgradeRequest(port: number, path = '/ws/session', headers: readonly string[] = []): string {
  return [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
    '',
    ''
  ].join('\r\n')
}
