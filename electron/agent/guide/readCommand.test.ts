import { expect, test } from 'vitest'
import { readCommand } from './readCommand.ts'

const sayUsage = 'say <n> words (n from 1 to 20000)'

test.each([
  ['help', { type: 'help' }],
  ['  /HELP ', { type: 'help' }],
  ['help me with my code', { type: 'unknown' }],
  ['list', { type: 'list', path: '.' }],
  ['list src/a b', { type: 'list', path: 'src/a b' }],
  ['read "my file.txt"', { type: 'read', path: 'my file.txt' }],
  ['read', { type: 'incomplete', usage: 'read <path>' }],
  ['search  two words ', { type: 'search', text: 'two words' }],
  ['search', { type: 'incomplete', usage: 'search <text>' }],
  ['run echo a\necho b', { type: 'run', command: 'echo a\necho b' }],
  ['run "a" "b"', { type: 'run', command: '"a" "b"' }],
  ['run ', { type: 'incomplete', usage: 'run <command>' }],
  ['write a.txt Hello  there ', { type: 'write', path: 'a.txt', text: 'Hello  there ' }],
  ['write a.txt\nline 1\nline 2\n', { type: 'write', path: 'a.txt', text: 'line 1\nline 2\n' }],
  ['write "a b.txt" x', { type: 'write', path: 'a b.txt', text: 'x' }],
  ['write é/日本.txt 👋', { type: 'write', path: 'é/日本.txt', text: '👋' }],
  ['write a.txt', { type: 'incomplete', usage: 'write <path> <text>' }],
  ['say 12 words', { type: 'say', words: 12 }],
  ['say 1 word', { type: 'say', words: 1 }],
  ['say 3', { type: 'say', words: 3 }],
  ['say 20000 words', { type: 'say', words: 20_000 }],
  ['say 20001 words', { type: 'incomplete', usage: sayUsage }],
  ['say 0 words', { type: 'incomplete', usage: sayUsage }],
  ['say -1 words', { type: 'incomplete', usage: sayUsage }],
  ['say hello', { type: 'incomplete', usage: sayUsage }],
  [
    'edit a.txt old words => new words',
    { type: 'edit', path: 'a.txt', before: 'old words', after: 'new words' }
  ],
  ['edit "a b.txt" x =>', { type: 'edit', path: 'a b.txt', before: 'x', after: '' }],
  ['edit a.txt x', { type: 'incomplete', usage: 'edit <path> <old> => <new>' }],
  ['/ask Shall I?', { type: 'ask', question: 'Shall I?' }],
  ['ask', { type: 'incomplete', usage: 'ask <question>' }],
  ['plan A tidy-up', { type: 'plan', subject: 'A tidy-up' }],
  ['tasks', { type: 'tasks' }],
  ['tasks for today', { type: 'unknown' }],
  ['think 5 words', { type: 'think', words: 5 }],
  ['agent Look around', { type: 'agent', task: 'Look around' }],
  ['fail', { type: 'fail' }],
  ['fail?', { type: 'unknown' }],
  ['listen', { type: 'unknown' }],
  ['What can you do?', { type: 'unknown' }],
  ['', { type: 'unknown' }]
])('%j is understood', (message, command) => {
  expect(readCommand(message)).toEqual(command)
})
