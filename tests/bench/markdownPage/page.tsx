/**
 * The page of the `markdown` benchmark: streams a text into one of the renderers, one commit per delta, or draws one
 * that is there already. Built and driven by `markdown.ts`, which calls `window.stream` and `window.draw`.
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

interface RowsProps extends TextProps {
  readonly begin: string
  readonly between: string
  readonly end: string
}

/** Each line a row as the browser itself draws it, all of them at once. */
function Rows({ text, begin, between, end }: RowsProps) {
  const rows = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').split('\n')
  return <div dangerouslySetInnerHTML={{ __html: begin + rows.join(between) + end }} />
}

const renderers: Readonly<Record<string, ComponentType<TextProps>>> = {
  pre: ({ text }) => <pre>{text}</pre>,
  skein: ({ text }) => <Markdown text={text} isGrowing />,
  whole: ({ text }) => <Markdown text={text} />,
  bareList: ({ text }) => <Rows text={text} begin="<ul><li>" between="</li><li>" end="</li></ul>" />,
  bareTable: ({ text }) => (
    <Rows text={text} begin="<table><tr><td>" between="</td></tr><tr><td>" end="</td></tr></table>" />
  ),
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
    /** Draws a text and unfolds what can be; resolves with the longest task until nothing more comes, 0 when none took 50 ms. */
    draw: (renderer: string, text: string) => Promise<number>
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

window.draw = async (renderer, text) => {
  const Renderer = renderers[renderer]
  if (!Renderer) throw new Error(`there is no renderer ${renderer}`)
  root.render(null)
  await rest()
  const tasks: number[] = []
  const note = (entries: readonly PerformanceEntry[]): void => {
    tasks.push(...entries.map(({ duration }) => duration))
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'longtask' })
  root.render(<Renderer text={text} />)
  await rest()
  document.querySelector<HTMLElement>('.code-fold')?.click()
  await rest()
  note(observer.takeRecords())
  observer.disconnect()
  return Math.max(0, ...tasks)
}

/** Resolves when everything is drawn, and some frames later. */
async function rest(): Promise<void> {
  for (let quiet = 0; quiet < 10; quiet = document.querySelector('[data-drawing]') === null ? quiet + 1 : 0)
    await frame()
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
