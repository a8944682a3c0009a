/**
 * `npm run bench -- type --trace`: what a key causes, counted by Chromium's own tracing: figures that do not
 * depend on what else the machine does. Used by `type.ts`.
 */
import type { Browser } from 'playwright-core'
import { z } from 'zod'
import { rounded } from './measure.ts'
import { KEYS, variants, withTyping } from './typeSample.ts'
import type { Variant } from './typeSample.ts'
import type { TypeServer } from './typeServer.ts'

/** Per key, on the page's main thread. Times are processor time, milliseconds. */
export interface KeyCosts {
  readonly frames: number
  readonly layouts: number
  /** Of a layout, in the middle: objects that were dirty, and how many there are in what was laid out. */
  readonly dirtyObjects: number
  readonly objects: number
  readonly styleRecalcs: number
  readonly styledElements: number
  readonly paints: number
  readonly layerizations: number
  /** Calls into scripts, and their time. */
  readonly calls: number
  readonly scriptMs: number
  readonly handlingMs: number
  readonly layoutMs: number
  readonly styleMs: number
  readonly paintMs: number
  readonly layerizeMs: number
  readonly allMs: number
}

export interface TypeTrace {
  readonly name: 'type'
  readonly ok: true
  readonly perKey: Record<Variant, KeyCosts>
}

const Event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.number().optional(),
  tdur: z.number().optional(),
  args: z
    .looseObject({
      name: z.string().optional(),
      elementCount: z.number().optional(),
      beginData: z.looseObject({ dirtyObjects: z.number(), totalObjects: z.number() }).optional(),
      data: z.looseObject({ type: z.string().optional() }).optional()
    })
    .optional()
})
type Event = z.infer<typeof Event>
const Trace = z.object({ traceEvents: z.array(z.unknown()) })

export async function traceKeys(browser: Browser, server: TypeServer): Promise<TypeTrace> {
  const trace = (variant: Variant): Promise<KeyCosts> =>
    withTyping(browser, server, variant, async ({ page, typeKeys }) => {
      const categories = ['-*', 'devtools.timeline', 'disabled-by-default-devtools.timeline', 'cc']
      await browser.startTracing(page, { categories })
      await typeKeys()
      return costsIn(eventsOfPage((await browser.stopTracing()).toString('utf8')))
    })
  const [bare, atRest, streaming] = variants
  return {
    name: 'type',
    ok: true,
    perKey: { bare: await trace(bare), atRest: await trace(atRest), streaming: await trace(streaming) }
  }
}

/** What happened on the main thread of the page that got the keys. */
function eventsOfPage(text: string): readonly Event[] {
  const events = Trace.parse(JSON.parse(text)).traceEvents.flatMap((one) => Event.safeParse(one).data ?? [])
  const typed = events.find(({ name, args }) => name === 'EventDispatch' && args?.data?.type === 'keydown')
  return events.filter(({ ph, pid, tid }) => ph === 'X' && pid === typed?.pid && tid === typed.tid)
}

function costsIn(events: readonly Event[]): KeyCosts {
  const named = (name: string): readonly Event[] => events.filter((event) => event.name === name)
  const count = (name: string): number => rounded(named(name).length / KEYS)
  const ms = (those: readonly Event[]): number =>
    rounded(those.reduce((sum, { dur = 0, tdur = dur }) => sum + tdur, 0) / 1000 / KEYS)
  const layouts = named('Layout').flatMap(({ args }) => args?.beginData ?? [])
  const styled = named('UpdateLayoutTree').reduce((sum, { args }) => sum + (args?.elementCount ?? 0), 0)
  const keyEvents = new Set(['keydown', 'keypress', 'keyup', 'selectionchange'])
  return {
    frames: count('ProxyMain::BeginMainFrame'),
    layouts: count('Layout'),
    dirtyObjects: middle(layouts.map(({ dirtyObjects }) => dirtyObjects)),
    objects: middle(layouts.map(({ totalObjects }) => totalObjects)),
    styleRecalcs: count('UpdateLayoutTree'),
    styledElements: rounded(styled / KEYS),
    paints: count('Paint'),
    layerizations: count('Layerize'),
    calls: count('FunctionCall'),
    scriptMs: ms(named('FunctionCall')),
    handlingMs: ms(named('EventDispatch').filter(({ args }) => keyEvents.has(args?.data?.type ?? ''))),
    layoutMs: ms(named('Layout')),
    styleMs: ms(named('UpdateLayoutTree')),
    paintMs: ms(named('Paint')),
    layerizeMs: ms(named('Layerize')),
    allMs: ms(named('RunTask'))
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
