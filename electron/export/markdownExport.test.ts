import { expect, it } from 'vitest'
import type { SessionMessage } from '../../shared/session.ts'
import { markdownExport } from './markdownExport.ts'
import {
  facts,
  message,
  png,
  session,
  text,
  toolResult,
  toolUse
} from '../../tests/support/export/testExport.ts'

function page(...messages: SessionMessage[]): string {
  return [...markdownExport(facts).page(messages)].join('')
}

const head = (speaker: string): string => `\n---\n\n## ${speaker}\n\n*2026-01-05 08:00 UTC*\n\n`

it('begins with what the session is', () => {
  expect(markdownExport(facts).begin()).toBe(`# Mend \\<the\\> build

- **Project:** app (/home/dev/app)
- **Session:** 00000000-0000-4000-8000-000000000001
- **Agent:** claude
- **Begun:** 2026-01-05 08:00 UTC
- **Last message:** 2026-01-05 08:00 UTC
- **claude-opus-5-5:** 1 tokens in, 2 out, 3 read from the cache, 4 written to it
- **Cost:** $0.5000
- **Exported:** 2026-01-06 08:00 UTC by Skein 0.1.0
`)
  const untitled = markdownExport({ ...facts, session: { ...session, title: null } }).begin()
  expect(untitled).toMatch(/^# Untitled session\n/)
})

it('what was said stands as it was said', () => {
  const answer = message('a', 'assistant', [text('**Done**, see `x`.')], { model: 'claude-opus-5-5' })
  expect(page(message('p', 'user', [text('Mend it'), png]), answer)).toBe(
    `${head('You')}Mend it\n\n![Image](data:image/png;base64,iVBORw0KGgo=)\n` +
      `${head('Agent (claude-opus-5-5)')}**Done**, see \`x\`.\n`
  )
})

it('a tool is folded, with what came of it', () => {
  const use = toolUse('t', 'Bash', { command: 'ls\n  -l', timeout: 5 })
  const pages = page(
    message('a', 'assistant', [use]),
    message('r', 'user', [toolResult('t', 'a ``` b\n', true)])
  )
  expect(pages).toBe(`${head('Agent')}<details>
<summary>Bash: ls -l</summary>

Input:

\`\`\`json
{
  "command": "ls\\n  -l",
  "timeout": 5
}
\`\`\`

Failed:

\`\`\`\`
a \`\`\` b
\`\`\`\`

</details>
`)
})

it('a result whose tool use stands on another page stands alone', () => {
  expect(page(message('r', 'user', [toolResult('t', 'ok')]))).toBe(
    `${head('You')}<details>\n<summary>Result</summary>\n\n\`\`\`\nok\n\`\`\`\n\n</details>\n`
  )
})

it('everything else is there too', () => {
  const messages = [
    message('n', 'system', [text('Stopped by you')], { notice: 'interrupted' }),
    message('s', 'assistant', [{ type: 'thinking', thinking: 'Hm.' }], { parentToolUseId: 't' }),
    message('u', 'assistant', [
      { type: 'unknown', raw: { type: 'new', a: 1 } },
      { type: 'image', source: { type: 'url', url: 'https://example.com/x.png' } },
      {
        type: 'document',
        title: 'a.pdf',
        source: { type: 'base64', media_type: 'application/pdf', data: 'JVBE' }
      },
      {
        type: 'document',
        title: 'b.txt',
        source: { type: 'text', media_type: 'text/plain', data: 'beginning' },
        truncated: { bytes: 99 }
      }
    ])
  ]
  expect(page(...messages)).toBe(
    `${head('Stopped')}Stopped by you\n${head('Subagent')}<details>\n<summary>Thinking</summary>\n\nHm.\n\n</details>\n${head('Agent')}` +
      '<details>\n<summary>Something this version of Skein does not know</summary>\n\n```json\n{\n  "type": "new",\n  "a": 1\n}\n```\n\n</details>\n\n' +
      '*Image*\n\n' +
      '<details>\n<summary>Attached file: a.pdf</summary>\n\napplication/pdf, not shown here\n\n</details>\n\n' +
      '<details>\n<summary>Attached file: b.txt</summary>\n\n```\nbeginning\n```\n\n*Only the beginning; the whole has 99 bytes.*\n\n</details>\n'
  )
})

it('a fence without an end gets one, and others stay', () => {
  const open = page(
    message('a', 'assistant', [text('```ts\nconst a = 1')]),
    message('b', 'user', [text('next')])
  )
  expect(open).toContain('```ts\nconst a = 1\n```\n\n---')
  const closed = '````\n```\n````\n~~~\nx\n~~~'
  expect(page(message('a', 'assistant', [text(closed)]))).toBe(`${head('Agent')}${closed}\n`)
})

it('a block of Markdown that holds fences gets a longer one, and nothing else is changed', () => {
  const written = (answer: string): string =>
    page(message('a', 'assistant', [text(answer)])).slice(head('Agent').length, -1)
  const inner = '# A\n```sh\nls\n```\nmore'
  expect(written(`so:\n\n\`\`\`md\n${inner}\n\`\`\`\n\nthen`)).toBe(
    `so:\n\n\`\`\`\`md\n${inner}\n\`\`\`\`\n\nthen`
  )
  // What stands inside may be longer still, of the other sign, or without an end.
  const longer = '````js\nf()\n`````'
  expect(written(`\`\`\`markdown\r\n${longer}\r\n\`\`\``)).toBe(
    `\`\`\`\`\`\`markdown\r\n${longer}\r\n\`\`\`\`\`\``
  )
  expect(written('~~~md\n~~~sh\nls\n~~~\n~~~\n`x`')).toBe('~~~~md\n~~~sh\nls\n~~~\n~~~~\n`x`')
  expect(written('```md\n```sh\nls\n```')).toBe('````md\n```sh\nls\n```\n````')
  for (const same of [
    '````md\n```sh\nls\n```\n````',
    '```md\n# A\n```',
    '```sh\n```js\nf()\n```',
    '```md\n~~~\na\n~~~\n```'
  ])
    expect(written(same)).toBe(same)
})

it('a fence far below its first line is found again', () => {
  const long = `\`\`\`md\n${'line "of" text\n'.repeat(9_000)}\`\`\`sh\nls\n\`\`\`\n\`\`\`\nend`
  const pages = page(message('a', 'assistant', [text(long)]))
  expect(pages.match(/^`{3,}.*$/gm)).toEqual(['````md', '```sh', '```', '````'])
})

it('a summary cannot end its fold', () => {
  const use = toolUse('t', 'Bash', { command: 'echo "</summary><script>alert(1)</script>"' })
  expect(page(message('a', 'assistant', [use]))).toContain(
    '<summary>Bash: echo "&lt;/summary&gt;&lt;script&gt;alert(1)&lt;/script&gt;"</summary>'
  )
})
