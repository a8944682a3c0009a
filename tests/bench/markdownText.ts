/** Seeded Markdown as agents write it: paragraphs with marks, lists, code, headings, tables. For `markdown.ts`. */
import { seededRandom } from './measure.ts'

const WORDS = (
  'the session server keeps a journal of each turn so that what a person has read is never lost even when the agent ' +
  'or the machine stops in the middle of it and every window folds the same events with one function'
).split(' ')

/** At least `length` characters. */
export function markdownText(length: number, seed = 7): string {
  const random = seededRandom(seed)
  const whole = (most: number): number => Math.floor(random() * most)
  const words = (count: number): string =>
    Array.from({ length: count }, () => {
      const word = WORDS[whole(WORDS.length)] ?? ''
      const kind = whole(24)
      if (kind === 0) return `**${word}**`
      if (kind === 1) return `\`${word}()\``
      if (kind === 2) return `[${word}](https://example.com/${word})`
      return kind === 3 ? `*${word}*` : word
    }).join(' ')
  const lines = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n')
  const blocks: readonly (() => string)[] = [
    () => words(30 + whole(50)),
    () => words(20 + whole(40)),
    () => words(15 + whole(30)),
    () => `## ${words(3)}`,
    () => lines(3 + whole(5), () => `- ${words(6 + whole(8))}`),
    () => lines(3 + whole(4), (index) => `${index + 1}. ${words(6 + whole(8))}`),
    () =>
      `\`\`\`ts\n${lines(4 + whole(14), (index) => `const value${index} = read('${words(2)}', ${index})`)}\n\`\`\``,
    () =>
      `| Name | Count | Note |\n|---|--:|---|\n${lines(3 + whole(4), (index) => `| row ${index} | ${whole(999)} | ${words(4)} |`)}`,
    () => `> ${words(14)}`
  ]
  let text = ''
  while (text.length < length) text += `${blocks[whole(blocks.length)]?.() ?? ''}\n\n`
  return text
}
