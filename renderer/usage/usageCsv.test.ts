import { expect, it } from 'vitest'
import type { UsageRow } from '../../shared/historyUsage.ts'
import { usageCsv } from './usageCsv.ts'

const row: UsageRow = {
  key: 'k',
  input: 1234567,
  output: 2,
  cacheRead: 3,
  cacheWrite: 4,
  cost: 0.5,
  messages: 6,
  sessions: 7
}
const head = 'project,name,input,output,cache_read,cache_write,cost_usd,cost_is_complete,calls,sessions\r\n'

it('has a line for each row, numbers without grouping', () => {
  expect(usageCsv('project', [row])).toBe(`${head}k,,1234567,2,3,4,0.5,true,6,7\r\n`)
})

it('no price is no number', () => {
  expect(usageCsv('project', [{ ...row, cost: null, costIsComplete: false }])).toBe(
    `${head}k,,1234567,2,3,4,,false,6,7\r\n`
  )
})

it.each([
  ['a, b', '"a, b"'],
  ['say "so"', '"say ""so"""'],
  ['two\nlines', '"two\nlines"'],
  ['=HYPERLINK("http://x")', '"\'=HYPERLINK(""http://x"")"'],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"]
])('%j is written as text', (label, written) => {
  expect(usageCsv('project', [{ ...row, label }])).toContain(`\r\nk,${written},1234567`)
})
