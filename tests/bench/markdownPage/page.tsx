/**
 * The page of the `markdown` benchmark: streams a text into one of the renderers, one commit per delta.
 * Built and driven by `markdown.ts`, which calls `window.stream`.
 */
import type { ComponentType } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import ReactMarkdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { Streamdown } from 'streamdown'
import { Markdown } from '../../../renderer/transcript/markdown/Markdown.tsx'

interface TextProps {
  readonly text: string
}

const renderers: Readonly<Record<string, ComponentType<TextProps>>> = {
  pre: ({ text }) => <pre>{text}</pre>,
  skein: ({ text }) => <Markdown text={text} isGrowing />,
  streamdown: ({ text }) => <Streamdown>{text}</Streamdown>,
  reactMarkdown: ({ text }) => <ReactMarkdown remarkPlugins={[remarkGfm]}>{text}</ReactMarkdown>
}

export interface StreamPlan {
  readonly renderer: string
  readonly text: string
  /** Characters that are there before the first delta. */
  readonly from: number
  readonly deltas: number
  readonly size: number
  /** Commits between two frames; null: as fast as they go. */
  readonly perFrame: number | null
}

declare global {
  interface Window {
    prepare: (plan: StreamPlan) => void
    /** Streams what was prepared; resolves with the milliseconds of each commit. */
    stream: () => Promise<number[]>
  }
}

const place = document.getElementById('root')
if (!place) throw new Error('the page has no root')
const root = createRoot(place)

window.prepare = ({ renderer, text, from, deltas, size, perFrame }) => {
  const Renderer = renderers[renderer]
  if (!Renderer) throw new Error(`there is no renderer ${renderer}`)
  const show = (length: number): void => {
    flushSync(() => root.render(<Renderer text={text.slice(0, length)} />))
  }
  show(from)
  window.stream = async () => {
    const took: number[] = []
    for (let delta = 1; delta <= deltas; delta += 1) {
      await (perFrame !== null && delta % perFrame === 1 ? frame() : task())
      const start = performance.now()
      show(from + delta * size)
      took.push(performance.now() - start)
    }
    return took
  }
}

/** Resolves in a task of its own, as a frame from a socket would come. */
function task(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

function frame(): Promise<void> {
  return new Promise<void>((resolve) => {
    requestAnimationFrame(() => resolve())
  }).then(task)
}
