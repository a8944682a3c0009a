/** The answers a person gave to the agent's questions, read from the result of the call. Pure. */

/**
 * `"Which?"="B"` as Claude Code writes them, by question. A question that is not in the text has no answer
 * here; quotes inside questions and answers stay as they are.
 */
const MOST = 100

export function answersIn(text: string, questions: readonly string[]): ReadonlyMap<string, string> {
  const places = questions
    .slice(0, MOST)
    .map((question) => ({ question, at: text.indexOf(`"${question}"="`) }))
    .filter(({ at }) => at !== -1)
    .toSorted((one, other) => one.at - other.at)
  return new Map(
    places.map(({ question, at }, index) => {
      const from = at + question.length + 4
      const next = places[index + 1]?.at ?? text.length
      const end = text.slice(from, next).lastIndexOf('"')
      return [question, end === -1 ? text.slice(from, next) : text.slice(from, from + end)]
    })
  )
}
