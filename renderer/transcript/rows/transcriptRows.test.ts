import { describe, expect, it } from 'vitest'
import { message, prompt } from '../../../tests/support/connection/sessionFixtures.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { beginRows, foldRows, turnRows } from './transcriptRows.ts'
import type { FoldedRows } from './transcriptRows.ts'

/** Local times, as days are where the reader is. */
function at(day: number, hour: number): string {
  return new Date(2026, 0, day, hour).toISOString()
}

function said(id: string, createdAt: string, changes: Partial<SessionMessage> = {}): SessionMessage {
  return message(id, { createdAt, ...changes })
}

function asked(id: string, createdAt: string): SessionMessage {
  return { ...prompt(id), createdAt }
}

const keys = ({ rows }: FoldedRows): string[] => rows.map(({ key }) => key)

describe('the rows of a transcript', () => {
  it('are its messages; results and what subagents say have none of their own', () => {
    const messages = [
      asked('u1', at(5, 9)),
      said('a1', at(5, 9)),
      said('r1', at(5, 9), {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't1', content: '', is_error: false }]
      }),
      said('s1', at(5, 9), { parentToolUseId: 't1' }),
      said('a2', at(5, 9))
    ]
    const folded = foldRows(beginRows(false), messages)
    expect(keys(folded)).toEqual(['u1', 'a1', 'a2'])
    expect([folded.messages, folded.promptAt]).toEqual([3, 0])
  })

  it('part where a day begins', () => {
    const messages = [
      asked('u1', at(5, 9)),
      said('a1', at(5, 23)),
      said('a2', at(6, 0)),
      said('a3', at(6, 8))
    ]
    expect(keys(foldRows(beginRows(false), messages))).toEqual(['u1', 'a1', 'day:a2', 'a2', 'a3'])
  })

  it('begin with a day only where the session begins: the same day may go on further up', () => {
    const messages = [asked('u1', at(5, 9))]
    expect(keys(foldRows(beginRows(true), messages))).toEqual(['day:u1', 'u1'])
    expect(keys(foldRows(beginRows(false), messages))).toEqual(['u1'])
  })

  it('end each turn before the next prompt, with what it came to', () => {
    const messages = [
      asked('u1', at(5, 9)),
      said('a1', at(5, 10), { content: [{ type: 'tool_use', id: 't1', name: 'Read', input: {} }] }),
      asked('u2', at(5, 11)),
      said('a2', at(5, 11))
    ]
    const folded = foldRows(beginRows(false), messages)
    expect(keys(folded)).toEqual(['u1', 'a1', 'turn:u1', 'u2', 'a2'])
    expect(folded.rows[2]).toMatchObject({ summary: { milliseconds: 3_600_000, tools: 1 } })
    expect(folded.turn && turnRows(folded.turn)).toMatchObject([{ key: 'turn:u2', summary: null }])
  })

  it('leave the end of a failed turn to its card', () => {
    const messages = [asked('u1', at(5, 9)), said('f1', at(5, 10), { role: 'system', notice: 'failed' })]
    const folded = foldRows(beginRows(false), [...messages, asked('u2', at(5, 11))])
    expect(keys(folded)).toEqual(['u1', 'f1', 'u2'])
  })

  it.each(['cleared', 'compacted'] as const)('end a turn that was %s with its line alone', (notice) => {
    const line = said('l1', at(5, 10), { role: 'system', notice })
    const folded = foldRows(beginRows(false), [asked('u1', at(5, 9)), line, asked('u2', at(5, 11))])
    expect(keys(folded)).toEqual(['u1', 'l1', 'u2'])
    const on = foldRows(beginRows(false), [
      asked('u1', at(5, 9)),
      line,
      said('a1', at(5, 10)),
      asked('u2', at(5, 11))
    ])
    expect(keys(on)).toEqual(['u1', 'l1', 'a1', 'turn:u1', 'u2'])
  })

  it('are the same whether folded at once or in two runs', () => {
    const messages = [
      asked('u1', at(5, 9)),
      said('a1', at(5, 23)),
      asked('u2', at(6, 1)),
      said('a2', at(6, 1)),
      said('a3', at(7, 1))
    ]
    const whole = foldRows(beginRows(true), messages)
    for (let cut = 0; cut <= messages.length; cut += 1) {
      const first = foldRows(beginRows(true), messages.slice(0, cut))
      const second = foldRows(first, messages.slice(cut), first.rows.length)
      expect({ ...second, rows: [...first.rows, ...second.rows] }).toEqual(whole)
    }
  })
})
