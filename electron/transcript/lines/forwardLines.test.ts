import { expect, test } from 'vitest'
import { linesIn, wholeLinesIn } from './forwardLines.ts'

const of = (lines: ReturnType<typeof linesIn>) =>
  Array.from(lines, ({ line, at }) => [at, line.toString('latin1')])

test('a last line without a newline is given where it may be torn, and not where it may still be written', () => {
  const block = Buffer.from('one\r\n\n\0\0two\nthr', 'latin1')
  const whole = [
    [0, 'one\r'],
    [5, ''],
    [6, '\0\0two']
  ]
  expect(of(wholeLinesIn(block))).toEqual(whole)
  expect(of(linesIn(block))).toEqual([...whole, [12, 'thr']])
})

test('bytes without a newline hold no whole line', () => {
  expect(of(wholeLinesIn(Buffer.from('torn')))).toEqual([])
  expect(of(wholeLinesIn(Buffer.alloc(0)))).toEqual([])
})
