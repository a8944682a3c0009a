import { describe, expect, it } from 'vitest'
import type { FindHit } from '../../../shared/find.ts'
import { MessageId } from '../../../shared/ids.ts'
import { message } from '../../../tests/support/connection/sessionFixtures.ts'
import { findInMessages, firstHit, mergeHits, stepFrom } from './findHits.ts'

function hit(messageId: string, occurrence = 0): FindHit {
  return { messageId: MessageId.parse(messageId), blockIndex: 0, occurrence, snippet: '', start: 0, end: 0 }
}

describe('hits', () => {
  it('are found whatever the case, with the line around them', () => {
    const text = 'first line\nThe Tide turns, the TIDE stays'
    expect(findInMessages([message('m1', { content: [{ type: 'text', text }] })], 'tide')).toEqual([
      { ...hit('m1', 0), snippet: 'The Tide turns, the TIDE stays', start: 4, end: 8 },
      { ...hit('m1', 1), snippet: 'The Tide turns, the TIDE stays', start: 20, end: 24 }
    ])
  })

  it('take signs of patterns as what they are', () => {
    const grows = message('m1', { content: [{ type: 'text', text: 'a.b (c) [d] a-b \\ ax' }] })
    expect(
      ['a.b', '(c)', '[d]', 'a-b', '\\', '.*'].map((query) => findInMessages([grows], query).length)
    ).toEqual([1, 1, 1, 1, 1, 0])
  })

  it('are found in what was thought, in inputs and in results', () => {
    const content = [
      { type: 'thinking' as const, thinking: 'perhaps tide' },
      {
        type: 'tool_use' as const,
        id: 't',
        name: 'Bash',
        input: { command: 'tide', env: { deep: ['tide'] } }
      },
      {
        type: 'tool_result' as const,
        tool_use_id: 't',
        content: [{ type: 'text' as const, text: 'tide' }],
        is_error: false
      }
    ]
    expect(
      findInMessages([message('m1', { content })], 'tide').map(({ blockIndex, occurrence }) => [
        blockIndex,
        occurrence
      ])
    ).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 0]
    ])
  })

  it('run across the marks of an answer, as the highlights do', () => {
    const content = [{ type: 'text' as const, text: 'low **ti**de and `ti`de, 2*3' }]
    const [answer, prompt] = [message('m1', { content }), message('m2', { content, role: 'user' as const })]
    expect(
      ['tide', '23'].map((query) => findInMessages([answer], query).map(({ occurrence }) => occurrence))
    ).toEqual([[0, 1], []])
    expect(findInMessages([prompt], 'tide')).toEqual([])
  })

  it('show whole characters around them, however long the line is', () => {
    const family = '👨‍👩‍👧'
    for (let more = 0; more < 2 * family.length; more += 1) {
      const text = `${family.repeat(30)}${'.'.repeat(more)}tide${'.'.repeat(more)}${family.repeat(30)}`
      const [found] = findInMessages([message('m1', { content: [{ type: 'text', text }] })], 'tide')
      expect(found?.snippet).toMatch(new RegExp(`^(?:${family})+\\.*tide\\.*(?:${family})+$`, 'u'))
      expect(found?.snippet.length).toBeLessThanOrEqual(4 + 2 * 80)
    }
  })

  it('of messages that grow come from what is here, not from what was stored of them', () => {
    const stored = [hit('m1'), hit('m2')]
    const live = [hit('m2'), hit('m2', 1)]
    expect(mergeHits(stored, live, [message('m2')])).toEqual([hit('m1'), hit('m2'), hit('m2', 1)])
  })

  it('are walked through in both directions and around the ends', () => {
    const hits = [hit('m1'), hit('m1', 1), hit('m2')]
    expect(stepFrom(hits, hits[0] ?? null, 1)).toBe(hits[1])
    expect(stepFrom(hits, hits[2] ?? null, 1)).toBe(hits[0])
    expect(stepFrom(hits, hits[0] ?? null, -1)).toBe(hits[2])
    expect(stepFrom(hits, null, -1)).toBe(hits[2])
    expect(stepFrom([], null, 1)).toBeNull()
  })

  it('begin at the first one in view, else at the newest', () => {
    const hits = [hit('m1'), hit('m2'), hit('m3')]
    const rows = new Map<string, number>([
      ['m2', 4],
      ['m3', 9]
    ])
    const rowOf = ({ messageId }: FindHit) => rows.get(messageId) ?? -1
    expect(firstHit(hits, rowOf, 3)).toBe(hits[1])
    expect(firstHit(hits, rowOf, 12)).toBe(hits[2])
  })
})
