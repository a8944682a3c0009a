/** What the guide says that takes more than its words: what can be typed after a slash, and an answer of some length. */
import type { Attachment } from '../../../shared/session.ts'
import type { AgentCommand } from '../../../shared/steering.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

/** What came along, by name: the guide cannot look into any of it. */
export function attachmentText(attachments: readonly Attachment[], words: GuideWords = en): string {
  const names = attachments.map((attachment) => `\`${attachment.name ?? attachment.type}\``)
  return words.attachments(names.join(', '))
}

const argumentHints: Readonly<Record<keyof GuideWords['commands'], string | null>> = {
  help: null,
  list: '[path]',
  read: '<path>',
  search: '<text>',
  run: '<command>',
  write: '<path> <text>',
  edit: '<path> <old> => <new>',
  say: '<n> words',
  think: '<n> words',
  ask: '<question>',
  plan: '<what>',
  tasks: null,
  agent: '<text>',
  fail: null
}

/** What can be typed after a slash. */
export function guideCommands({ commands, places }: GuideWords = en): AgentCommand[] {
  const hints = new Map<string, string | null>(Object.entries(argumentHints))
  return Object.entries(commands).map(([name, description]) => ({
    name,
    description,
    argumentHint: usageIn(places, hints.get(name) ?? null)
  }))
}

/** `read <path>` in the words of the language. */
export function usageIn<Usage extends string | null>(
  places: GuideWords['places'],
  usage: Usage
): Usage | string {
  if (usage === null) return usage
  return usage.replaceAll(/(?<=[<[])\w+(?=[>\]])|\(n from 1 to/g, (place) => places[place] ?? place)
}

/** Exactly `count` words, in paragraphs. */
export function countedWords(count: number, { phrases }: GuideWords = en): string {
  const words = phrases.join(' ').split(' ')
  const lines: string[] = []
  for (let start = 0; start < count; start += words.length) {
    lines.push(words.slice(0, Math.min(words.length, count - start)).join(' '))
  }
  return lines.join('\n\n')
}
