/** Blocks carry what they are from both makers, and from what older and newer versions wrote. */
import { describe, expect, it } from 'vitest'
import { ContentBlock } from '../../shared/session.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { toContentBlocks } from '../transcript/record/blocks.ts'
import { claudeToolNames, claudeTools, factsOf } from './claude/claudeTools.ts'
import { guideSays, guideToolNames, guideTools } from './guide/guideTools.ts'
import { markedBlock, markedMessage } from './toolMarks.ts'

const call = { type: 'tool_use', id: 't', name: 'Write', input: {} } as const
const failure = { type: 'tool_result', tool_use_id: 't', content: guideSays.denied, is_error: true } as const

describe('a call', () => {
  it('of an older version is what its agent’s table says', () => {
    expect(markedBlock(call, claudeTools)).toEqual({
      ...call,
      kind: 'edit',
      variant: 'write',
      subject: 'file_path'
    })
    expect(markedBlock({ ...call, name: 'Hologram' }, claudeTools)).toEqual({
      ...call,
      name: 'Hologram',
      kind: 'other'
    })
  })

  it('that says what it is stands as it is', () => {
    const said = { ...call, kind: 'fetch' } as const
    expect(markedBlock(said, claudeTools)).toBe(said)
  })

  it('of a newer version is any tool, and what else it says is left out', () => {
    const newer = { ...call, kind: 'hologram', variant: 'spin', subject: 7, label: null }
    expect(ContentBlock.parse(newer)).toEqual({ ...call, kind: 'other' })
    expect(toContentBlocks([newer])).toEqual([{ ...call, kind: 'other' }])
  })

  it('keeps what it is in a transcript of ours', () => {
    const said = markedBlock({ ...call, name: 'mcp__git_hub__open_it' }, claudeTools)
    expect(said).toMatchObject({ kind: 'other', variant: 'server', label: 'git hub · open it' })
    expect(toContentBlocks([said])).toEqual([said])
  })
})

describe('a result', () => {
  it('keeps its ending in a transcript of ours; one of a newer version is a failure', () => {
    const denied = { ...failure, ending: { kind: 'denied', note: 'no' } } as const
    expect(toContentBlocks([denied])).toEqual([denied])
    const newer = { ...failure, ending: { kind: 'postponed', until: 9 } }
    const failed = { ...failure, ending: { kind: 'failed' } }
    expect([ContentBlock.parse(newer), ...toContentBlocks([newer])]).toEqual([failed, failed])
  })

  it.each([
    [guideSays.denied, { kind: 'denied', note: null }],
    [guideSays.unanswered, { kind: 'denied', note: null }],
    [guideSays.held, { kind: 'held', because: 'plan_mode' }],
    [`Stopped before it was done\nhalf`, { kind: 'stopped' }],
    ['The user denied this and said: later', { kind: 'denied', note: 'later' }],
    ['Exit code 2', undefined]
  ])('of an older version of the guide: %s', (content, ending) => {
    expect(markedBlock({ ...failure, content }, guideTools)).toEqual({
      ...failure,
      content,
      ...(ending && { ending })
    })
  })
})

it('a message whose blocks all say what they are is the same message', () => {
  const message: SessionMessage = {
    id: 'm',
    role: 'assistant',
    content: [
      { type: 'text', text: 'a' },
      { ...call, kind: 'edit' }
    ],
    createdAt: '2026-01-05T08:00:00.000Z',
    isStreaming: false
  }
  expect(markedMessage(message, claudeTools)).toBe(message)
})

it('both agents say the same of tools of the same name: their inputs are read alike', () => {
  for (const name of guideToolNames) {
    expect(claudeToolNames).toContain(name)
    expect(guideTools.factsOf(name)).toEqual(factsOf(name))
  }
})
