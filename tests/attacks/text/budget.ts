/**
 * What a text may take: some times what a plain text of its length takes in the same run, and a little whatever its
 * length. So a slow machine has more time, and nothing else has. What takes longer once is tried again: a machine may
 * have other things to do.
 */

/** Times a plain text. */
const TIMES = 20
/** Times a known piece of work: for the clock's steps, the collector of garbage, and what is read for the first time. */
const SPARE = 3
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

/** The shortest of some runs of a plain text. */
export function plainTime(read: (text: string) => void, text: string): number {
  read(text)
  return Math.min(...Array.from({ length: 5 }, () => timeOf(() => read(text))))
}

/** Milliseconds of a piece of work that is some 20 on a machine of 2024, and more on one that is slow or busy. */
function knownTime(): number {
  return timeOf(() => {
    const words = new Map<string, number>()
    for (let at = 0; at < 100_000; at += 1) {
      const word = String((at * 7_919) % 20_011)
      words.set(word, (words.get(word) ?? 0) + 1)
    }
  })
}

const spare = SPARE * Math.max(20, Math.min(...Array.from({ length: 5 }, knownTime)))

/** Null when the text keeps to it. */
export function overrun(name: string, read: () => void, plain: number): Overrun | null {
  const allowed = TIMES * plain + spare
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
