/**
 * One sample of the `type` benchmark: a fresh tab on the bare page or on a session, in which 240 keys are
 * pressed. Used by `type.ts`, which compares them, and by `typeTrace.ts`, which counts what they cause.
 */
import type { Browser, Page } from 'playwright-core'
import { seededRandom } from './measure.ts'
import { barePage } from './typeBare.ts'
import { readWatched, watch } from './typePage.ts'
import type { ShownKey } from './typePage.ts'
import { DELTA } from './typeServer.ts'
import type { TypeServer } from './typeServer.ts'

export const KEYS = 240
/** Milliseconds between keys: faster than anyone types, and never in step with the frames. */
const PAUSE = { least: 30, most: 60 }

/** `bare`: one textarea and nothing else. `atRest`, `streaming`: a session whose answer of 20 KB is over, or grows. */
export const variants = ['bare', 'atRest', 'streaming'] as const
export type Variant = (typeof variants)[number]

/** What the page has measured. Times in milliseconds. */
export interface Sample {
  /** From the key to the end of the frame that shows it. */
  readonly keyToPaintP50: number
  readonly keyToPaintP99: number
  /** From the key until it has been handled; of the frame that shows it; medians. */
  readonly handling: number
  readonly frame: number
  /** Of tasks over 50 ms: their number and the longest; 0 when there was none. */
  readonly longTasks: number
  readonly longestTask: number
  /** Deltas that arrived meanwhile, a second; changes of the transcript's document. */
  readonly deltasPerSecond: number
  readonly transcriptChanges: number
}

export interface Typing {
  /** Presses every key; resolves when the last one has been pressed. */
  readonly typeKeys: () => Promise<void>
  readonly page: Page
  /** Text that was sent to the page to be appended. */
  readonly received: { readonly characters: number }
}

export async function take(browser: Browser, server: TypeServer, variant: Variant): Promise<Sample> {
  return withTyping(browser, server, variant, async ({ page, received, typeKeys }) => {
    await page.evaluate(watch)
    const { characters } = received
    const start = performance.now()
    await typeKeys()
    const seconds = (performance.now() - start) / 1000
    const { shown, tasks, changes } = await page.evaluate(readWatched)
    if (shown.length < KEYS) throw new Error(`${KEYS} keys were pressed, ${shown.length} were shown`)
    const keyToPaint = shown.map(({ pressed, painted }) => painted - pressed)
    return {
      keyToPaintP50: percentile(keyToPaint, 0.5),
      keyToPaintP99: percentile(keyToPaint, 0.99),
      handling: percentile(
        shown.map(({ pressed, handled }) => handled - pressed),
        0.5
      ),
      frame: percentile(shown.map(frameOf), 0.5),
      longTasks: tasks.length,
      longestTask: Math.max(0, ...tasks),
      deltasPerSecond: (received.characters - characters) / DELTA / seconds,
      transcriptChanges: changes
    }
  })
}

/** Opens what is typed into, runs `use`, and closes it. What the page did wrong fails the benchmark. */
export async function withTyping<Value>(
  browser: Browser,
  server: TypeServer,
  variant: Variant,
  use: (typing: Typing) => Promise<Value>
): Promise<Value> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  try {
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    const received = countCharacters(page)
    if (variant === 'bare') await openBare(page)
    else await openSession(page, server, variant)
    await page.waitForTimeout(500) // the page's own first work: fonts, lists, drafts
    const value = await use({ page, received, typeKeys: () => typeKeys(page) })
    if (problems.length > 0) throw new Error(`the page failed: ${problems.join('; ')}`)
    return value
  } finally {
    await context.close()
  }
}

async function openBare(page: Page): Promise<void> {
  await page.setContent(barePage())
  await page.getByRole('textbox').focus()
}

async function openSession(page: Page, server: TypeServer, variant: 'atRest' | 'streaming'): Promise<void> {
  await page.goto(server.link())
  const box = page.getByRole('textbox', { name: 'Message' })
  await box.fill(variant === 'streaming' ? 'stream' : 'rest')
  await box.press('Enter')
  const turn = variant === 'streaming' ? 'running' : 'idle'
  await page
    .getByRole('log')
    .and(page.locator(`[data-turn="${turn}"]`))
    .waitFor()
  await page.getByRole('log').getByRole('article').nth(1).waitFor()
}

async function typeKeys(page: Page): Promise<void> {
  const random = seededRandom(3)
  for (let pressed = 0; pressed < KEYS; pressed += 1) {
    await page.keyboard.press(pressed % 6 === 5 ? 'Space' : 'abcdefgh'.charAt(pressed % 8))
    await page.waitForTimeout(PAUSE.least + random() * (PAUSE.most - PAUSE.least))
  }
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

/** A frame may have begun before the key was handled: no time counts twice. */
function frameOf({ handled, frame, painted }: ShownKey): number {
  return painted - Math.max(frame, handled)
}

function percentile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * part) - 1] ?? Number.NaN
}
