/**
 * The page of the benchmark `render`: the real transcript on the real store, or the naive one, with a
 * session of as many messages as asked for. `render.ts` drives it through `window.bench`.
 */
import '../../../renderer/configureZod.ts'
import { createRoot } from 'react-dom/client'
import { createStore } from 'zustand/vanilla'
import { SessionTranscript } from '../../../renderer/pages/SessionTranscript.tsx'
import { configureStores } from '../../../renderer/stores/connectionStore.ts'
import { useSessionStore } from '../../../renderer/stores/sessionStore.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { TranscriptContext } from '../../../renderer/transcript/TranscriptContext.ts'
import { NaiveTranscript } from './NaiveTranscript.tsx'
import { syntheticMessages } from './syntheticMessages.ts'

export type Variant = 'skein' | 'naive'

export interface RenderBench {
  /** Milliseconds from the first render until a frame with the newest message in the viewport is on screen. */
  open(variant: Variant, count: number): Promise<number>
  /** Puts an empty box in the transcript's place, as high as 10,000 messages are: what a page that draws nothing can do. */
  openBare(): Promise<void>
  /** Appends `deltas` times ten characters to the newest message, one frame each. */
  stream(deltas: number): Promise<void>
  /** Scrolls from the end to the beginning in `frames` frames; the time between them, in milliseconds. */
  scroll(frames: number): Promise<readonly number[]>
  /** Microseconds of one delta in the store of a session of `count` messages, nothing drawn. */
  update(count: number, deltas: number): number
  /** The same by the usual pattern: every message is looked at to replace one. */
  updateByMap(count: number, deltas: number): number
  /** Elements in the document. */
  nodes(): number
  /** Whether something stands in the middle of the viewport. */
  isFilled(): boolean
}

declare global {
  interface Window {
    bench: RenderBench
  }
}

const sessionId = '0b8f3c1e-2a55-4f0e-8f43-3b0a1f7c2222'
const projectId = '7c1f6a52-7d0e-4b57-9f7e-0d5a6a0c1111'
const at = '2026-01-01T10:00:00.000Z'

configureStores({ endpoint: { url: `${window.location.origin}/`, token: 'none' } })

const context = {
  projectPath: '/home/ada/loom',
  agentName: 'Claude Code',
  loadWholeResult: () => Promise.reject(new Error('not here'))
}

window.bench = {
  open: async (variant, count) => {
    const messages = syntheticMessages(count)
    put(messages)
    const newest = messages.at(-1)?.id ?? ''
    const place = document.getElementById('root')
    if (!place) throw new Error('no root')
    const root = createRoot(place)
    await frame()
    const start = performance.now()
    root.render(
      <TranscriptContext value={context}>
        <div className="flex h-full flex-col">
          {variant === 'naive' ? (
            <NaiveTranscript />
          ) : (
            <SessionTranscript
              agent={null}
              agentName="Claude Code"
              projectName="loom"
              onSend={nothing}
              onSendAgain={nothing}
              onSuggest={nothing}
            />
          )}
        </div>
      </TranscriptContext>
    )
    while (!isInView(newest)) await frame()
    await painted()
    return performance.now() - start
  },

  openBare: async () => {
    const place = document.getElementById('root')
    if (!place) throw new Error('no root')
    createRoot(place).render(
      <div role="log" className="h-full overflow-y-auto">
        <div style={{ height: 1_500_000 }} />
      </div>
    )
    await painted()
  },

  stream: async (deltas) => {
    beginTail()
    const { updateStreamingMessage } = useSessionStore.getState()
    for (let delta = 0; delta < deltas; delta += 1) {
      updateStreamingMessage({
        messageId: 'tail',
        index: 0,
        append: delta % 30 === 29 ? '\n\nnext one' : 'ten chars '
      })
      await frame()
    }
  },

  scroll: async (frames) => {
    const box = document.querySelector('[role=log]')
    if (!box) throw new Error('no transcript')
    const times: number[] = []
    let last = await frame()
    for (let at = frames - 1; at >= 0; at -= 1) {
      box.scrollTop = ((box.scrollHeight - box.clientHeight) * at) / frames
      const now = await frame()
      times.push(now - last)
      last = now
    }
    return times
  },

  update: (count, deltas) => {
    put(syntheticMessages(count))
    beginTail()
    const { updateStreamingMessage } = useSessionStore.getState()
    const grow = (times: number): void => {
      for (let delta = 0; delta < times; delta += 1)
        updateStreamingMessage({ messageId: 'tail', index: 0, append: 'x' })
    }
    grow(200) // compiled by then
    const start = performance.now()
    grow(deltas)
    return ((performance.now() - start) / deltas) * 1000
  },

  updateByMap: (count, deltas) => {
    const store = createStore<{ messages: readonly SessionMessage[] }>(() => ({
      messages: syntheticMessages(count)
    }))
    const id = store.getState().messages.at(-1)?.id
    const grow = (times: number): void => {
      for (let delta = 0; delta < times; delta += 1)
        store.setState(({ messages }) => ({
          messages: messages.map((message) =>
            message.id === id
              ? {
                  ...message,
                  content: message.content.map((block) =>
                    block.type === 'text' ? { ...block, text: `${block.text}x` } : block
                  )
                }
              : message
          )
        }))
    }
    grow(20)
    const start = performance.now()
    grow(deltas)
    return ((performance.now() - start) / deltas) * 1000
  },

  nodes: () => document.querySelectorAll('*').length,
  isFilled: () => {
    const found = document.elementFromPoint(window.innerWidth / 2, window.innerHeight / 2)
    return found?.closest('[data-row]') !== null
  }
}

function nothing(): void {
  // The benchmark sends nothing.
}

/** An answer that grows at the end; the one that grew before goes on. */
function beginTail(): void {
  const { addMessage, setStreaming, currentSession } = useSessionStore.getState()
  if (currentSession?.open.some(({ id }) => id === 'tail')) return
  setStreaming(true)
  addMessage({
    id: 'tail',
    role: 'assistant',
    content: [{ type: 'text', text: 'Begun. ' }],
    createdAt: at,
    isStreaming: true
  })
}

function put(messages: ReturnType<typeof syntheticMessages>): void {
  const store = useSessionStore.getState()
  store.initializeSession(sessionId, { projectId })
  const session = useSessionStore.getState().currentSession?.replica.session
  if (!session) throw new Error('no session')
  store.applySnapshot({
    type: 'snapshot',
    epoch: 'e',
    seq: 0,
    session,
    messages,
    queue: [],
    permissions: [],
    before: null,
    lastTurn: null,
    problem: null
  })
}

function isInView(messageId: string): boolean {
  const box = document.querySelector('[role=log]')?.getBoundingClientRect()
  const row = document.querySelector(`[data-message="${messageId}"]`)?.getBoundingClientRect()
  return (
    box !== undefined &&
    row !== undefined &&
    row.height > 0 &&
    row.top < box.bottom &&
    row.bottom <= box.bottom + 1
  )
}

function frame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(resolve)
  })
}

/** Resolves when the present frame has been handed on: a task after the next animation frame began. */
async function painted(): Promise<void> {
  await frame()
  await new Promise((resolve) => {
    setTimeout(resolve, 0)
  })
}
