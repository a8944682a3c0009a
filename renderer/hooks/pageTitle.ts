/** The words of a document's title. Pure. */

export interface Goings {
  /** Requests that wait for a person, in all sessions. */
  readonly waiting: number
  readonly isRunning: boolean
}

/** "(2) Fix the tides · harbour · Skein"; with a mark instead of the number while an agent only works. */
export function pageTitle(parts: readonly string[], { waiting, isRunning }: Goings): string {
  const title = parts.filter((part) => part !== '').join(' · ')
  if (waiting > 0) return `(${waiting}) ${title}`
  return isRunning ? `▸ ${title}` : title
}
