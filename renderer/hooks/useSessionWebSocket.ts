/**
 * The connection of the session on screen, and nothing else: what arrives goes to the session store,
 * what is sent is kept in its outbox until the session shows it. Called by `ProjectSession` alone.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { v4 as uuid } from 'uuid'
import type { Failure } from '../../shared/errors.ts'
import type { Attachment } from '../../shared/session.ts'
import { socketUrl } from '../connection/endpoint.ts'
import { EventBatch } from '../connection/eventBatch.ts'
import { FrameClock } from '../connection/frameClock.ts'
import type { OutboxEntry } from '../connection/outboxEntry.ts'
import { ReadyState, readyStateOf } from '../connection/readyState.ts'
import { getReconnectDelay, MAX_RECONNECT_ATTEMPTS } from '../connection/reconnectDelay.ts'
import type { ConnectionState } from '../connection/reconnectingSocket.ts'
import { SessionSocket } from '../connection/sessionSocket.ts'
import type { CommandResult, OutgoingCommand } from '../connection/sessionSocket.ts'
import { onWake } from '../connection/wakeSignals.ts'
import { ourFailure } from '../strings/sentenceOf.ts'
import { readConnection, useConnectionStore } from '../stores/connectionStore.ts'
import type { SendOptions } from '../stores/outboxActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'

export { getReconnectDelay, ReadyState }

type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

/** Any command but a message; the hook mints its id. */
export type SessionCommand = WithoutId<Exclude<OutgoingCommand, { type: 'send_message' }>>

export interface SessionWebSocketOptions {
  readonly projectId: string | undefined
  readonly sessionId: string | undefined
}

export interface SessionWebSocket {
  readonly readyState: ReadyState
  /** A socket is open. */
  readonly isConnected: boolean
  /** The server said `connected`: what is sent now goes out at once. */
  readonly isReady: boolean
  /** The phase behind it all, for banners. */
  readonly connection: ConnectionState
  /** Automatic attempts since the connection was last stable, of `maxAttempts`. */
  readonly attempt: number
  readonly maxAttempts: number
  /** No more automatic attempts: show *Reconnect*. */
  readonly gaveUp: boolean
  /** Why the server will not have this page; null otherwise. Trying again does not help. */
  readonly refusal: Failure | null
  /**
   * Takes a message and sends it as soon as the session is ready, in order, once. Without a config the
   * first message of a session gets an empty one, later ones say `resume`.
   * @returns the message's id, null when this session is not on screen any more
   */
  readonly sendMessage: (
    text: string,
    config?: OutboxEntry['config'],
    attachments?: readonly Attachment[],
    options?: SendOptions
  ) => string | null
  /** Sends a refused message again, under the same id. */
  readonly retryMessage: (id: string) => void
  /** Never rejects. Without a connection to queue on the answer is a failure with the code `not_connected`. */
  readonly command: (command: SessionCommand) => Promise<CommandResult>
  /** Starts over with a fresh count of attempts. */
  readonly reconnect: () => void
}

interface OwnedState {
  readonly sessionId: string
  readonly state: ConnectionState
}

const idle: ConnectionState = { phase: 'idle' }

export function useSessionWebSocket({ sessionId }: SessionWebSocketOptions): SessionWebSocket {
  const isCreated = useSessionStore(
    ({ currentSession }) => currentSession?.id === sessionId && currentSession?.status === 'created'
  )
  const visit = useSessionStore(({ currentSession }) => currentSession?.visit)
  const configured = useConnectionStore((store) => store.connection)
  const socketRef = useRef<SessionSocket | null>(null)
  const [owned, setOwned] = useState<OwnedState | null>(null)

  useEffect(() => {
    if (!isCreated || sessionId === undefined) return
    const { endpoint, sockets } = configured ?? readConnection()
    const store = useSessionStore.getState
    const isOnScreen = (): boolean => store().currentSessionId === sessionId
    const frames = new FrameClock()
    const batch = new EventBatch({
      nextFrame: (callback) => frames.next(callback),
      apply: (events) => {
        if (isOnScreen()) store().applyEvents(events)
      }
    })
    const socket = new SessionSocket({
      url: socketUrl(endpoint, '/ws/session'),
      token: endpoint.token,
      sessionId,
      cursor: () => (isOnScreen() ? (batch.last ?? store().currentSession?.cursor ?? null) : null),
      onEvent: (frame) => batch.add(frame),
      onSnapshot: (snapshot) => {
        batch.flush()
        store().applySnapshot(snapshot)
      },
      onProblem: (problem) => {
        if (isOnScreen()) store().setError(problem)
      },
      onState: (state) => setOwned({ sessionId, state }),
      environment: sockets
    })
    socketRef.current = socket
    for (const entry of store().currentSession?.outbox ?? []) {
      if (entry.state === 'sending') void deliver(socket, sessionId, entry)
    }
    socket.open()
    const stopWaking = onWake(() => socket.wake())
    return () => {
      stopWaking()
      batch.flush()
      frames.dispose()
      if (socketRef.current === socket) socketRef.current = null
      socket.close()
      setOwned(null)
    }
  }, [isCreated, sessionId, visit, configured])

  const sendMessage = useCallback<SessionWebSocket['sendMessage']>(
    (text, config, attachments, options) => {
      const store = useSessionStore.getState()
      if (sessionId === undefined || store.currentSessionId !== sessionId) return null
      const entry = store.acceptMessage(text, config, attachments, options)
      if (!entry) return null
      // Without a socket yet it waits in the outbox, from which the next socket starts.
      if (socketRef.current) void deliver(socketRef.current, sessionId, entry)
      return entry.id
    },
    [sessionId]
  )

  const retryMessage = useCallback(
    (id: string) => {
      const store = useSessionStore.getState()
      if (sessionId === undefined || store.currentSessionId !== sessionId) return
      const entry = store.retryMessage(id)
      if (entry && socketRef.current) void deliver(socketRef.current, sessionId, entry)
    },
    [sessionId]
  )

  const command = useCallback<SessionWebSocket['command']>(
    (input) => socketRef.current?.send({ ...input, id: uuid() }) ?? Promise.resolve(notConnected),
    []
  )
  const reconnect = useCallback(() => socketRef.current?.reconnect(), [])

  // The state of a session that has just left the screen says nothing about the one that came.
  const connection = owned !== null && owned.sessionId === sessionId ? owned.state : idle
  const readyState = readyStateOf(connection)
  return {
    readyState,
    isConnected: readyState === ReadyState.OPEN,
    isReady: connection.phase === 'ready',
    connection,
    attempt: 'attempt' in connection ? connection.attempt : 0,
    maxAttempts: MAX_RECONNECT_ATTEMPTS,
    gaveUp: connection.phase === 'gave-up',
    refusal: connection.phase === 'refused' ? connection.failure : null,
    sendMessage,
    retryMessage,
    command,
    reconnect
  }
}

/** Sends an outbox entry and notes what became of it, if its session is still on screen. */
async function deliver(socket: SessionSocket, sessionId: string, entry: OutboxEntry): Promise<void> {
  const { id, text, attachments, config, interrupt } = entry
  const result = await socket.send({
    type: 'send_message',
    id,
    text,
    ...(attachments.length === 0 ? null : { attachments }),
    ...(interrupt === undefined ? null : { interrupt }),
    config
  })
  const store = useSessionStore.getState()
  if (store.currentSessionId !== sessionId) return
  if (result.ok) return store.markRecorded(id)
  // Only the socket ended: the entry stays and goes out with the next one.
  if (result.error.code !== 'closed') store.failMessage(id, result.error)
}

const notConnected: CommandResult = {
  ok: false,
  error: ourFailure('not_connected')
}
