/**
 * Which of a question's options an answer names. Several come joined by commas, and labels may hold commas
 * themselves: so it is read label by label, never cut at commas. What is no label was typed. Pure; used where an answer
 * is drawn, and by the card for what it sends.
 */

export interface Chosen {
  readonly labels: ReadonlySet<string>
  /** Words of the person's own; empty when there are none. */
  readonly words: string
}

/** More than a person could choose from. */
const MOST = 200

export function chosenIn(
  answer: string,
  question: { readonly multiSelect: boolean; readonly options: readonly { readonly label: string }[] }
): Chosen {
  const labels = question.options.map(({ label }) => label).slice(0, MOST)
  if (labels.includes(answer)) return { labels: new Set([answer]), words: '' }
  if (!question.multiSelect) return { labels: new Set(), words: answer }
  // The longer label first: "Oak, old" is not "Oak" and words.
  const byLength = labels.filter((label) => label !== '').toSorted((a, b) => b.length - a.length)
  return readFrom(answer, 0, byLength, new Map()) ?? { labels: new Set(), words: answer }
}

/** Several answers as one text: each in quotes where a comma, in them or in what else could be chosen, would hide where it ends. */
export function joinAnswers(answers: readonly string[], labels: readonly string[]): string {
  const isPlain = answers.length < 2 || [...answers, ...labels].every((text) => !text.includes(','))
  return isPlain ? answers.join(', ') : answers.map((answer) => `"${answer}"`).join(', ')
}

type Read = Chosen | null

/** The reading with the fewest words of one's own, from `at` on; null when no label stands there. */
function readFrom(answer: string, at: number, labels: readonly string[], known: Map<number, Read>): Read {
  const before = known.get(at)
  if (before !== undefined) return before
  known.set(at, null)
  let best: Read = null
  for (const label of labels) {
    for (const written of [`"${label}"`, label]) {
      if (!answer.startsWith(written, at)) continue
      const end = at + written.length
      const read = readRest(answer, end, label, labels, known)
      if (read !== null && (best === null || read.words.length < best.words.length)) best = read
    }
    if (best?.words === '') break
  }
  known.set(at, best)
  return best
}

function readRest(
  answer: string,
  end: number,
  label: string,
  labels: readonly string[],
  known: Map<number, Read>
): Read {
  if (end === answer.length) return { labels: new Set([label]), words: '' }
  const comma = /^, ?/u.exec(answer.slice(end, end + 2))?.[0]
  if (comma === undefined) return null
  const from = end + comma.length
  const rest = readFrom(answer, from, labels, known)
  if (rest !== null) return { labels: new Set([label, ...rest.labels]), words: rest.words }
  return { labels: new Set([label]), words: unquoted(answer.slice(from).trim()) }
}

function unquoted(words: string): string {
  return words.length > 1 && words.startsWith('"') && words.endsWith('"') ? words.slice(1, -1) : words
}
