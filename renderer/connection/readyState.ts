/** The state of a socket as the hook reports it; the values are those of the browser's WebSocket. */
import { unreachable } from '../../shared/errors.ts'
import type { ConnectionState } from './reconnectingSocket.ts'

export const ReadyState = { UNINSTANTIATED: -1, CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 } as const
export type ReadyState = (typeof ReadyState)[keyof typeof ReadyState]

export function readyStateOf(connection: ConnectionState): ReadyState {
  switch (connection.phase) {
    case 'idle':
      return ReadyState.UNINSTANTIATED
    case 'connecting':
      return ReadyState.CONNECTING
    case 'authenticating':
    case 'ready':
      return ReadyState.OPEN
    case 'waiting-to-retry':
    case 'gave-up':
    case 'refused':
    case 'closed':
      return ReadyState.CLOSED
    default:
      return unreachable(connection)
  }
}
