import { describe, expect, it } from 'vitest'
import { ansiRuns } from './ansiRuns.ts'
import type { AnsiRun } from './ansiRuns.ts'
import { ansiStyle } from './ansiStyle.ts'

const plain: Omit<AnsiRun, 'text'> = { colour: null, ground: null, marks: new Set() }

describe('ansiRuns', () => {
  it('reads the sixteen colours, and the marks', () => {
    expect(ansiRuns('a \u001b[31mred\u001b[0m \u001b[1;4;96;44mloud\u001b[0m')).toEqual([
      { ...plain, text: 'a ' },
      { ...plain, text: 'red', colour: { kind: 'named', name: 'red' } },
      { ...plain, text: ' ' },
      {
        text: 'loud',
        colour: { kind: 'named', name: 'bright-cyan' },
        ground: { kind: 'named', name: 'blue' },
        marks: new Set(['bold', 'underline'])
      }
    ])
  })

  it.each([
    ['38;5;9', { kind: 'named', name: 'bright-red' }],
    ['38;5;16', { kind: 'exact', red: 0, green: 0, blue: 0 }],
    ['38;5;208', { kind: 'exact', red: 255, green: 135, blue: 0 }],
    ['38;5;255', { kind: 'exact', red: 238, green: 238, blue: 238 }],
    ['38;2;12;200;99', { kind: 'exact', red: 12, green: 200, blue: 99 }]
  ])('reads %s of the larger palettes', (code, colour) => {
    expect(ansiRuns(`\u001b[${code}mx`)).toEqual([{ ...plain, text: 'x', colour }])
  })

  it('swaps text and ground when told to', () => {
    expect(ansiRuns('\u001b[7;31mx')).toEqual([
      {
        ...plain,
        text: 'x',
        colour: { kind: 'named', name: 'black' },
        ground: { kind: 'named', name: 'red' }
      }
    ])
  })
})

describe('ansiStyle', () => {
  it('keeps the hue of an exact colour and bounds its lightness in both themes', () => {
    expect(
      ansiStyle({ ...plain, text: '', colour: { kind: 'exact', red: 255, green: 255, blue: 0 } })
    ).toEqual({
      color:
        'light-dark(oklch(from rgb(255 255 0) min(l, 0.48) c h), oklch(from rgb(255 255 0) max(l, 0.74) c h))'
    })
  })

  it('draws grounds faintly, so that any text on them can be read', () => {
    const run = {
      ...plain,
      text: '',
      ground: { kind: 'named', name: 'red' } as const,
      marks: new Set(['bold'] as const)
    }
    expect(ansiStyle(run)).toEqual({
      backgroundColor: 'color-mix(in oklab, var(--ansi-red) 24%, transparent)',
      fontWeight: 650
    })
  })
})
