import { describe, expect, it } from 'vitest'
import { isQuickToDraw } from './diagramSize.ts'

const rows = (count: number, row: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => row(at)).join('\n')

describe('isQuickToDraw', () => {
  it.each([
    ['arrows', `flowchart LR\n${rows(60, (at) => `  N${at}["Label ${at}, in some words"] --> N${at + 1}`)}`],
    [
      'a sequence with breaks',
      `sequenceDiagram\n${rows(40, (at) => `  A->>B: first<br/>second &amp; third ${at}`)}`
    ],
    ['dates', 'gantt\n  dateFormat YYYY-MM-DD\n  Design :a1, 2026-01-05, 30d\n  Build :after a1, 20d'],
    ['large values', 'pie\n  "a" : 120000\n  "b" : 45000'],
    ['bars', 'xychart-beta\n  x-axis [jan, feb]\n  bar [12000, 34000]'],
    ['colours', 'flowchart LR\n  A\n  style A fill:#123456,stroke:#654321'],
    ['an option', '%%{init: {"theme": "dark"}}%%\nflowchart LR\n  A --> B'],
    ['a long address', `flowchart LR\n  A["https://example.com/${'a/'.repeat(60)}"]`]
  ])('is true of what people draw: %s', (_, source) => {
    expect(isQuickToDraw(source)).toBe(true)
  })

  it.each([
    ['a word of twenty thousand letters', `flowchart LR\n  A[${'x'.repeat(20_000)}]`],
    ['a word of two hundred letters', `flowchart LR\n  A[${'x'.repeat(200)}]`],
    ['hundreds of arrows', `flowchart TB\n${rows(300, (at) => ` N${at >> 1} --> N${at}`)}`],
    ['arrows that are multiplied', `flowchart LR\n  ${'A & '.repeat(18)}B --> ${'C & '.repeat(18)}D`],
    ['a label of breaks', `flowchart LR\n  A["${'<br>'.repeat(100)}"]`],
    ['a label of entities', `flowchart LR\n  A["${'#35;'.repeat(100)}"]`],
    ['a label of marks', `flowchart LR\n  A["\`${'_a*'.repeat(100)}\`"]`],
    ['columns without end', 'block-beta\n  columns 1000000\n  a'],
    ['space without end', 'block-beta\n  a space:10000000 b'],
    ['bits without end', 'packet-beta\n  0-100000: "x"'],
    ['days without end', 'gantt\n  excludes weekends\n  A :a, 1970-01-01, 300000d'],
    ['options without end', '%%{init: {"flowchart": {"nodeSpacing": 1e9}}}%%\nflowchart LR\n  A']
  ])('is false of what takes long: %s', (_, source) => {
    expect(isQuickToDraw(source)).toBe(false)
  })
})
