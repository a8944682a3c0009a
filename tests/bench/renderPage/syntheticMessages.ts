/** A long session as the page holds it: prompts, answers in Markdown, tools with their results. Seeded. */
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { seededRandom } from './seededRandom.ts'

const words =
  'the session reads a file and then writes it back with care test build error value return const import path function request answer module token cursor line page window state event count result branch merge naïve größe'.split(
    ' '
  )

/** `count` messages, the newest one an answer in plain words. */
export function syntheticMessages(count: number): SessionMessage[] {
  const random = seededRandom(7)
  const messages: SessionMessage[] = []
  let time = Date.parse('2026-01-05T08:00:00.000Z')

  const text = (least: number, most: number): string => {
    const length = least + Math.floor(random() * (most - least))
    return Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ')
  }
  const add = (role: 'user' | 'assistant', content: ContentBlock[]): void => {
    time += 1000 + Math.floor(random() * 60_000)
    const id = `m${messages.length}`
    messages.push({ id, role, content, createdAt: new Date(time).toISOString(), isStreaming: false })
  }
  const answer = (): string =>
    random() < 0.3
      ? `${text(20, 80)}.\n\n- ${text(4, 12)}\n- \`${text(1, 3)}\` ${text(4, 12)}\n\n\`\`\`ts\nconst ${text(1, 2)} = ${text(2, 5)}\nreturn value\n\`\`\`\n\n${text(10, 60)}.`
      : `${text(20, 120)}. **${text(2, 4)}** ${text(5, 40)}.`

  while (messages.length < count - 1) {
    add('user', [{ type: 'text', text: text(6, 60) }])
    const rounds = Math.floor(random() * 6)
    for (let round = 0; round < rounds && messages.length < count - 3; round += 1) {
      const id = `t${messages.length}`
      const isRead = random() < 0.6
      const input = isRead
        ? { file_path: `/home/ada/loom/src/${text(1, 2).replaceAll(' ', '/')}.ts` }
        : { command: `npm run ${text(1, 3)}` }
      add('assistant', [
        { type: 'text', text: text(5, 30) },
        isRead
          ? { type: 'tool_use', id, name: 'Read', input, kind: 'read', subject: 'file_path' }
          : { type: 'tool_use', id, name: 'Bash', input, kind: 'command', subject: 'command' }
      ])
      const output = Array.from({ length: 3 + Math.floor(random() * 30) }, () => text(3, 14)).join('\n')
      add('user', [{ type: 'tool_result', tool_use_id: id, content: output, is_error: false }])
    }
    if (messages.length < count - 1) add('assistant', [{ type: 'text', text: answer() }])
  }
  add('assistant', [{ type: 'text', text: text(30, 60) }])
  return messages
}
