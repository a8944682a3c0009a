import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fuzzRuns } from '../../../../tests/attacks/support/fuzzRuns.ts'
import { readPromptText } from './prompt.ts'
import { withoutXmlEscapes } from './xmlEscapes.ts'

/** As the program writes words into its own tags. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

it.each([
  ['Make &lt;b&gt; &amp; "c"', 'Make <b> & "c"'],
  ['written as &amp;lt;', 'written as &lt;'],
  ['an older version: a & b, &lt;', 'an older version: a & b, &lt;'],
  ['an older version: <b> &lt;', 'an older version: <b> &lt;'],
  ['of no kind we know: &nbsp; &amp;', 'of no kind we know: &nbsp; &amp;']
])('%s', (written, said) => {
  expect(withoutXmlEscapes(written)).toBe(said)
})

it('what a task is called is told as it is called, however it is written down', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[ -~äß中]{1,40}$/), (name) => {
      const summary = `Agent "${name}" finished`
      const text = `<task-notification>\n<task-id>t</task-id>\n<summary>${escaped(summary)}</summary>\n</task-notification>`
      expect(readPromptText(text)).toStrictEqual({ kind: 'info', text: summary })
    }),
    fuzzRuns(0.1)
  )
})

it('what a command of the person has put out is shown as it was', () => {
  const text = '<bash-stdout>&lt;b&gt; &amp;&amp; x</bash-stdout><bash-stderr></bash-stderr>'
  expect(readPromptText(text)).toStrictEqual({ kind: 'info', text: '<b> && x' })
})
