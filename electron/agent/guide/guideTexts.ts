/** What the guide says that is not about one file or command: its tour, and the words of `say`. */
import type { Attachment } from '../../../shared/session.ts'
import type { AgentCommand } from '../../../shared/steering.ts'
import { MOST_WORDS } from './readCommand.ts'

const commands = `| Type this | and I |
|---|---|
| \`list\` or \`list src\` | list a folder of this project |
| \`read README.md\` | show a file |
| \`search todo\` | find a text in the project’s files |
| \`run git status\` | run a command, once you have allowed it |
| \`write notes.txt Hello\` | write a file, once you have allowed it |
| \`edit notes.txt old => new\` | change one place of a file, once you have allowed it |
| \`say 200 words\` | give a long answer (up to ${MOST_WORDS} words), to watch it stream or to stop it |
| \`ask Shall I?\`, \`plan A tidy-up\` | put a question or a plan to you |
| \`tasks\`, \`think 50 words\`, \`agent Look around\` | show a list of tasks, thinking, another agent’s errand |
| \`fail\` | show what a turn that failed looks like |
| \`help\` | show this again |`

export const helpText = `## Welcome to Skein

Skein is a home for coding-agent sessions: it opens your projects, runs agents on this machine, and keeps every session readable and resumable.

I am the **guide**. I am built in and need no account. There is no model behind me: I carry out plain commands, so that you can see how a session works before you hand one to an agent that thinks.

${commands}

### What to try

1. **Watch a tool at work.** Type \`list\`. The step I take appears as a line of its own; open it to see everything that came back.
2. **Decide what may happen.** Type \`run git status\`. Nothing runs before you answer, and you may change the command first. *Permission mode* decides how often you are asked.
3. **Stop at any time.** Type \`say 2000 words\` and press *Stop*. What had arrived stays.
4. **Keep typing.** A message you send while I work waits in the queue until I am done.
5. **Close the window and come back.** The session is still here, and so is everything in it.

For real work, start a new session and choose **Claude Code** as its agent.`

export const unknownText = `I am the guide, not a model: I carry out plain commands and did not recognise one in that.

${commands}

To ask questions about your code and have it changed, start a new session and choose **Claude Code** as its agent. Type \`help\` for a short tour of Skein.`

export const failText =
  'You asked for a turn that fails, so this one is about to. What I said before the failure stays readable.'

/** What came along, by name: the guide cannot look into any of it. */
export function attachmentText(attachments: readonly Attachment[]): string {
  const names = attachments.map((attachment) => `\`${attachment.name ?? attachment.type}\``)
  return `You sent ${names.join(', ')} along. I cannot look at attachments, so I leave that aside.`
}

/** What can be typed after a slash. */
export const guideCommands: readonly AgentCommand[] = [
  { name: 'help', description: 'A short tour of Skein', argumentHint: null },
  { name: 'list', description: 'List a folder', argumentHint: '[path]' },
  { name: 'read', description: 'Show a file', argumentHint: '<path>' },
  { name: 'search', description: 'Find a text in the project', argumentHint: '<text>' },
  { name: 'run', description: 'Run a command, once you have allowed it', argumentHint: '<command>' },
  { name: 'write', description: 'Write a file, once you have allowed it', argumentHint: '<path> <text>' },
  { name: 'edit', description: 'Change one place of a file', argumentHint: '<path> <old> => <new>' },
  { name: 'say', description: 'Give a long answer', argumentHint: '<n> words' },
  { name: 'think', description: 'Think for a while', argumentHint: '<n> words' },
  { name: 'ask', description: 'Put a question to you', argumentHint: '<question>' },
  { name: 'plan', description: 'Put a plan to you', argumentHint: '<what>' },
  { name: 'tasks', description: 'Keep a list of tasks', argumentHint: null },
  { name: 'agent', description: 'Send another agent on an errand', argumentHint: '<text>' },
  { name: 'fail', description: 'Show a turn that fails', argumentHint: null }
]

const phrases = [
  'Each word arrives on its own, as it does from a model,',
  'and the page draws only what is new.',
  'Scroll up while it grows and it stays where you are;',
  'scroll down again and it follows.',
  'Stop it whenever you like.'
]

/** Exactly `count` words, in paragraphs. */
export function countedWords(count: number): string {
  const words = phrases.join(' ').split(' ')
  const lines: string[] = []
  for (let start = 0; start < count; start += words.length) {
    lines.push(words.slice(0, Math.min(words.length, count - start)).join(' '))
  }
  return lines.join('\n\n')
}
