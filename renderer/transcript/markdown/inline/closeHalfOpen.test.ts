import { describe, expect, it } from 'vitest'
import { closeHalfOpen } from './closeHalfOpen.ts'

describe('closeHalfOpen', () => {
  it.each<[written: string, drawn: string]>([
    ['plain text', 'plain text'],
    ['a **bold', 'a **bold**'],
    ['a **bold** and *em', 'a **bold** and *em*'],
    ['**bold with *em', '**bold with *em***'],
    ['a **', 'a'],
    ['a `co', 'a `co`'],
    ['a ``co`de', 'a ``co`de``'],
    ['a **bold*', 'a **bold**'],
    ['~~gone~', '~~gone~~'],
    ['**a *b**', '**a *b***'],
    ['[a](/x/My Fi', 'a'],
    ['a<br', 'a'],
    ['a `*x*` b', 'a `*x*` b'],
    ['~~go', '~~go~~'],
    ['snake_case_na', 'snake_case_na'],
    ['2 * 3', '2 * 3'],
    ['\\*no', '\\*no'],
    ['[link](https://exam', 'link'],
    ['a [link](https://e.com/a_(b)', 'a link'],
    ['![alt](https://e', 'alt'],
    ['a [link](https://e.com) b', 'a [link](https://e.com) b'],
    ['a **[link](ht', 'a **link**'],
    ['text\n-', 'text'],
    ['text\n---', 'text\n---'],
    ['text\n==', 'text'],
    ['- one\n- two\n2', '- one\n- two'],
    ['- **one\n- two', '- **one\n- two'],
    ['- one\n- **two', '- one\n- **two**'],
    ['| a | b', '| a | b\n| - | - |'],
    ['| a | b |\n|--', '| a | b |\n| - | - |'],
    ['| a | b |\n|---|---|\n| c | **d', '| a | b |\n|---|---|\n| c | **d**'],
    ['234234*123', '234234*123'],
    ['2**10 is', '2**10 is'],
    ['https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['src/__te', 'src/__te'],
    ['***a** b*', '***a** b*'],
    ['**甲**** 乙', '**甲**** 乙'],
    ['``a`', '``a` ``'],
    ['| `a|b` | c', '| `a|b` | c\n| - | - |'],
    ['- x\n  ```\n  a **b', '- x\n  ```\n  a **b']
  ])('draws %j as %j', (written, drawn) => {
    expect(closeHalfOpen(written)).toBe(drawn)
  })
})
