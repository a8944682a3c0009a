/**
 * `npm run bench -- type`: from a key to the frame that shows it, in the built app in Chromium, while 200
 * deltas a second stream into a message of 20 KB over the real server and socket; beside the same keys in the
 * same session at rest. Every sample is a fresh tab and session.
 *
 * A screen shows nothing between its frames, so up to 16.7 ms of every `key to paint` are waiting for the next
 * one, whatever the app does. What is held against the goal is the rest, all that the app adds: from the key until
 * it has been handled, and from the beginning of the frame that shows it until that is painted. Work that comes
 * between (a delta) begins the frame late, and counts with it.
 */
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'
import { ensureBuilt } from '../../scripts/freshBuild.ts'
import { atLeast, atMost, interleave, median, rounded, seededRandom } from './measure.ts'
import type { Goal } from './measure.ts'
import { DELTA, DELTAS_PER_SECOND, TypeServer } from './typeServer.ts'

const ROUNDS = Number(process.env['TYPE_ROUNDS'] ?? 5)
const KEYS = 240
/** Milliseconds between keys: faster than anyone types, and never in step with the frames. */
const PAUSE = { least: 30, most: 60 }
const FRAME_MS = 1000 / 60

/** What the page has measured. Times in milliseconds. */
interface Sample {
  /** From the key to the end of the frame that shows it. */
  readonly keyToPaintP50: number
  readonly keyToPaintP99: number
  /** The same without the wait for the frame. */
  readonly workP50: number
  readonly workP99: number
  /** Of tasks over 50 ms: their number and the longest; 0 when there was none. */
  readonly longTasks: number
  readonly longestTask: number
  /** Deltas that arrived meanwhile, a second; changes of the transcript's document. */
  readonly deltasPerSecond: number
  readonly transcriptChanges: number
}

export interface TypeReport {
  readonly name: 'type'
  readonly ok: boolean
  readonly keys: number
  readonly deltasPerSecond: number
  /** Medians of the rounds. */
  readonly streaming: Sample
  readonly atRest: Sample
  readonly goals: Record<string, Goal>
}

type Variant = 'streaming' | 'atRest'

export async function run(): Promise<TypeReport> {
  await ensureBuilt()
  await using server = await TypeServer.start()
  const executablePath = findChromium() ?? undefined
  const browser = await chromium.launch({
    ...(executablePath === undefined ? null : { executablePath }),
    args: [...chromiumFlags()]
  })
  try {
    const samples = await interleave<Sample>(['streaming', 'atRest'], ROUNDS, (variant) =>
      take(browser, server, variant === 'atRest' ? 'atRest' : 'streaming')
    )
    return report(samples.get('streaming') ?? [], samples.get('atRest') ?? [])
  } finally {
    await browser.close()
  }
}

function report(streaming: readonly Sample[], atRest: readonly Sample[]): TypeReport {
  const [busy, still] = [medians(streaming), medians(atRest)]
  const worst = (field: keyof Sample): number => Math.max(...streaming.map((sample) => sample[field]))
  const goals = {
    p99WhileStreaming: atMost(rounded(FRAME_MS), busy.workP99, ' ms'),
    longTasksWhileStreaming: atMost(0, worst('longTasks')),
    transcriptChangesByTyping: atMost(0, Math.max(...atRest.map((sample) => sample.transcriptChanges))),
    // The page really was sent what it is measured under.
    deltasPerSecond: atLeast(DELTAS_PER_SECOND * 0.95, busy.deltasPerSecond)
  }
  return {
    name: 'type',
    ok: Object.values(goals).every(({ ok }) => ok),
    keys: KEYS,
    deltasPerSecond: DELTAS_PER_SECOND,
    streaming: busy,
    atRest: still,
    goals
  }
}

async function take(browser: Browser, server: TypeServer, variant: Variant): Promise<Sample> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const received = countCharacters(page)
    await page.goto(server.link())
    const box = page.getByRole('textbox', { name: 'Message' })
    await box.fill(variant === 'streaming' ? 'stream' : 'rest')
    await box.press('Enter')
    await page
      .getByRole('log')
      .and(page.locator(`[data-turn="${turnOf(variant)}"]`))
      .waitFor()
    await page.getByRole('log').getByRole('article').nth(1).waitFor()
    await page.waitForTimeout(500) // the page's own first work: fonts, lists, drafts
    await page.evaluate(watch)
    const { characters } = received
    const start = performance.now()
    await typeKeys(page)
    const seconds = (performance.now() - start) / 1000
    const { shown, tasks, changes } = await page.evaluate(read)
    if (problems.length > 0) throw new Error(`the page failed: ${problems.join('; ')}`)
    if (shown.length < KEYS) throw new Error(`${KEYS} keys were pressed, ${shown.length} were shown`)
    const raw = shown.map(({ pressed, painted }) => painted - pressed)
    const work = shown.map(workOf)
    return {
      keyToPaintP50: percentile(raw, 0.5),
      keyToPaintP99: percentile(raw, 0.99),
      workP50: percentile(work, 0.5),
      workP99: percentile(work, 0.99),
      longTasks: tasks.length,
      longestTask: Math.max(0, ...tasks),
      deltasPerSecond: (received.characters - characters) / DELTA / seconds,
      transcriptChanges: changes
    }
  } finally {
    await context.close()
  }
}

function turnOf(variant: Variant): string {
  return variant === 'streaming' ? 'running' : 'idle'
}

/** Text that was sent to the page to be appended: several deltas may come in one frame. */
function countCharacters(page: Page): { characters: number } {
  const received = { characters: 0 }
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      const frame: unknown = JSON.parse(payload.toString())
      received.characters += appendedBy(frame)
    })
  )
  return received
}

function appendedBy(frame: unknown): number {
  if (typeof frame !== 'object' || frame === null || !('event' in frame)) return 0
  const { event } = frame
  if (typeof event !== 'object' || event === null || !('append' in event)) return 0
  return typeof event.append === 'string' ? event.append.length : 0
}

async function typeKeys(page: Page): Promise<void> {
  const random = seededRandom(3)
  for (let pressed = 0; pressed < KEYS; pressed += 1) {
    await page.keyboard.press(pressed % 6 === 5 ? 'Space' : 'abcdefgh'.charAt(pressed % 8))
    await page.waitForTimeout(PAUSE.least + random() * (PAUSE.most - PAUSE.least))
  }
}

/** One key, in milliseconds since the page began. */
interface ShownKey {
  readonly pressed: number
  /** When its event, and what React made of it, were over. */
  readonly handled: number
  /** When the frame that shows it began. */
  readonly frame: number
  readonly painted: number
}

/** A frame may have begun before the key was handled: no time counts twice. */
function workOf({ pressed, handled, frame, painted }: ShownKey): number {
  return handled - pressed + (painted - Math.max(frame, handled))
}

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN
}

interface Watched {
  readonly shown: ShownKey[]
  readonly tasks: number[]
  changes: number
}

declare global {
  interface Window {
    watched?: Watched
  }
}

/** Runs in the page. A message posted in a frame's callback comes when that frame has been painted. */
function watch(): void {
  const watched: Watched = { shown: [], tasks: [], changes: 0 }
  window.watched = watched
  let pressed = 0
  window.addEventListener(
    'keydown',
    (event) => {
      pressed = event.timeStamp
    },
    { capture: true }
  )
  window.addEventListener('input', () => {
    const key = pressed
    // React handles a key in a microtask of its own, which is asked for before this one.
    queueMicrotask(() => {
      const handled = performance.now()
      requestAnimationFrame((frame) => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () =>
          watched.shown.push({ pressed: key, handled, frame, painted: performance.now() })
        port2.postMessage(null)
      })
    })
  })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration)
  }).observe({ type: 'longtask' })
  const log = document.querySelector('[role="log"]')
  if (!log) throw new Error('the page shows no transcript')
  new MutationObserver((records) => {
    watched.changes += records.length
  }).observe(log, { subtree: true, childList: true, characterData: true, attributes: true })
}

/** Runs in the page. */
function read(): Watched {
  if (!window.watched) throw new Error('nothing was watched')
  return window.watched
}

function medians(samples: readonly Sample[]): Sample {
  const of = (field: keyof Sample): number => rounded(median(samples.map((sample) => sample[field])))
  return {
    keyToPaintP50: of('keyToPaintP50'),
    keyToPaintP99: of('keyToPaintP99'),
    workP50: of('workP50'),
    workP99: of('workP99'),
    longTasks: of('longTasks'),
    longestTask: of('longestTask'),
    deltasPerSecond: of('deltasPerSecond'),
    transcriptChanges: of('transcriptChanges')
  }
}
