/**
 * Earlier prompts, called back into an empty composer and left again. Pure: `useRecall` keeps where it
 * stands. Prompts come newest first.
 */

/** `index` of the prompt that is shown, and its words: once they are changed they are a draft like any other. */
export interface Recalled {
  readonly index: number
  readonly text: string
}

/** Null when this key is not ours: something of one's own stands in the composer, or there is nothing older. */
export function olderPrompt(
  prompts: readonly string[],
  text: string,
  recalled: Recalled | null
): Recalled | null {
  if (!mayRecall(text, recalled)) return null
  const index = (recalled?.index ?? -1) + 1
  const older = prompts[index]
  return older === undefined ? null : { index, text: older }
}

/** `draft`: back to the empty composer. Null when nothing is recalled. */
export function newerPrompt(
  prompts: readonly string[],
  text: string,
  recalled: Recalled | null
): Recalled | 'draft' | null {
  if (recalled === null || !mayRecall(text, recalled)) return null
  const index = recalled.index - 1
  const newer = prompts[index]
  return newer === undefined ? 'draft' : { index, text: newer }
}

function mayRecall(text: string, recalled: Recalled | null): boolean {
  return recalled === null ? text === '' : text === recalled.text
}

/** The same prompt several times in a row is recalled once. */
export function withoutRepeats(prompts: readonly string[]): readonly string[] {
  return prompts.filter((prompt, index) => prompt.trim() !== '' && prompt !== prompts[index - 1])
}
