/**
 * What a text may take: some times what a plain text of its length takes in the same run, and a little whatever its
 * length. So a slow machine has more time, and nothing else has. What takes longer once is tried again: a machine may
 * have other things to do.
 */
import { plainText } from './grown.ts'

/** Times a plain text. */
const TIMES = 20
/** Milliseconds, for what a clock and a collector of garbage add. */
const SPARE = 60
const TRIES = 3

export interface Overrun {
  readonly name: string
  readonly milliseconds: number
  readonly allowed: number
}

/** Milliseconds this thread was busy, whatever else the machine did. */
export function timeOf(run: () => void): number {
  const begun = process.threadCpuUsage()
  run()
  const { user, system } = process.threadCpuUsage(begun)
  return (user + system) / 1_000
}

/** The shortest of some runs of plain text. */
export function plainTime(read: (text: string) => void, size: number): number {
  const text = plainText(size)
  read(text)
  return Math.min(...Array.from({ length: 5 }, () => timeOf(() => read(text))))
}

/** Null when the text keeps to it. */
export function overrun(name: string, read: () => void, plain: number): Overrun | null {
  const allowed = TIMES * plain + SPARE
  let shortest = Infinity
  for (let attempt = 0; attempt < TRIES && shortest > allowed; attempt += 1) {
    shortest = Math.min(shortest, timeOf(read))
    // What is ten times too slow is not the machine's fault, and would take minutes again.
    if (shortest > 10 * allowed) break
  }
  return shortest > allowed
    ? { name, milliseconds: Math.round(shortest), allowed: Math.round(allowed) }
    : null
}
