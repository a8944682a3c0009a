import { expect, test } from 'vitest'
import { reportIn } from './subagentReport.ts'

const frame = '[Subagent hand-back] The text below is the final report of a subagent. The report follows:\n'
const tools = '  <tools-used-before-summary>Read</tools-used-before-summary>\n  \n'
const tail =
  "\nagentId: a2d (use SendMessage with to: 'a2d')\n<usage>subagent_tokens: 1119\ntool_uses: 1</usage>"

test.each([
  ['with the tools it used and what it spent', `${tools}${frame}  It says alpha.${tail}`, 'It says alpha.'],
  [
    'of several lines',
    `${frame}  One\n\n    indented\n  agentId: mine${tail}`,
    'One\n\n  indented\nagentId: mine'
  ],
  ['that says nothing', `${frame}${tail.slice(1)}`, '']
])('a report %s', (_, text, report) => {
  expect(reportIn(text)).toBe(report)
})

test('what has no such frame is as it was written', () => {
  for (const text of ['plain', ` x ${frame}`, tools, tail, `${frame}  Done.`])
    expect(reportIn(text)).toBe(text)
})
