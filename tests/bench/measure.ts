/**
 * What the benchmarks measure with: samples in fresh processes, interleaved, medians; peak memory
 * and the longest block of the loop inside a sample. Ratios of medians of one run are what counts:
 * the machine is shared and absolute numbers move.
 */
import { spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const high = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? Number.NaN) + high) / 2
}

/** Three significant digits: the rest is noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

/** A measured value beside its goal, as reports print it. */
export interface Goal {
  readonly goal: string
  readonly measured: number | null
  readonly ok: boolean
}

export function atMost(limit: number, measured: number, unit = ''): Goal {
  return { goal: `<= ${limit}${unit}`, measured: rounded(measured), ok: measured <= limit }
}

export function atLeast(limit: number, measured: number, unit = ''): Goal {
  return { goal: `>= ${limit}${unit}`, measured: rounded(measured), ok: measured >= limit }
}

/** One seeded stream of numbers in [0, 1): the same benchmark meets the same data and order. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * Takes `rounds` samples of every variant, each round in a new order, and gives them by variant.
 * A sample that fails fails the benchmark.
 */
export async function interleave<Sample>(
  variants: readonly string[],
  rounds: number,
  take: (variant: string) => Promise<Sample>
): Promise<Map<string, Sample[]>> {
  const random = seededRandom(1)
  const samples = new Map<string, Sample[]>(variants.map((variant) => [variant, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of shuffled(variants, random)) {
      samples.get(variant)?.push(await take(variant))
    }
  }
  return samples
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ item }) => item)
}

/** Runs a script in a fresh process of this Node; resolves with the JSON it printed on its last line. */
export async function sampleProcess(
  script: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv
): Promise<unknown> {
  const child = spawn(process.execPath, ['--expose-gc', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env }
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new Error(`the sample ${args.join(' ')} ended with ${code}`)
  const parsed: unknown = JSON.parse(output.trim().split('\n').at(-1) ?? '')
  return parsed
}

export interface Measured<Value> {
  readonly value: Value
  readonly ms: number
  /** Peak memory above what was in use before, in MB; null where the system does not tell. */
  readonly addedMb: number | null
}

/**
 * Measures one call, cold: nothing of it ran before. What the imports left behind is collected first,
 * so that no side pays for it; the loop is idle, and the peak of memory counts from here.
 */
export async function measureOnce<Value>(work: () => Promise<Value>): Promise<Measured<Value>> {
  globalThis.gc?.()
  await setTimeout(30)
  const before = resetPeak()
  const start = performance.now()
  const value = await work()
  const ms = performance.now() - start
  return { value, ms, addedMb: before === null ? null : (peakKb() - before) / 1024 }
}

/** Linux: makes the peak what is in use now. Gives it in KB, null on other systems. */
function resetPeak(): number | null {
  try {
    writeFileSync('/proc/self/clear_refs', '5')
    return peakKb()
  } catch {
    // No such file: the report says null.
    return null
  }
}

function peakKb(): number {
  return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? Number.NaN)
}

export interface Blocks {
  /** The longest time nothing else could run, milliseconds. */
  readonly blockMs: number
  /** The same of a loop with nothing to do, watched as long in the same process. */
  readonly idleMs: number
}

/** How long `work` keeps the loop, beside what the machine does to a loop that has nothing to do. */
export async function blocksOf(work: () => Promise<unknown>): Promise<Blocks> {
  const start = performance.now()
  const blockMs = await longestBlock(work)
  const took = performance.now() - start
  return { blockMs, idleMs: await longestBlock(() => setTimeout(took)) }
}

/** The goal of all work on the server's one loop: at most 4 ms more than an idle loop. */
export function blocksAtMost(samples: readonly Blocks[]): Goal {
  const [blocks, idle] = [samples.map(({ blockMs }) => blockMs), samples.map(({ idleMs }) => idleMs)]
  return atMost(4, median(blocks) - median(idle), ' ms more')
}

/** Runs `work` while it watches the loop; the longest time nothing else could run, in ms. */
export async function longestBlock(work: () => Promise<unknown>): Promise<number> {
  globalThis.gc?.()
  await setTimeout(30)
  let longest = 0
  let last = performance.now()
  let isDone = false
  const watch = (): void => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!isDone) setImmediate(watch)
  }
  setImmediate(watch)
  await work()
  isDone = true
  return Math.max(longest, performance.now() - last)
}
