import { describe, expect, test } from 'vitest'
import { readInPages, readPage } from '../../../../tests/support/claude/testClaudeReading.ts'
import { hookWordsOf } from './hookWords.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../../tests/support/transcript/testTranscript.ts'

const rest = { timestamp: '2026-01-05T08:00:00.000Z', cwd: '/home/dev/p', sessionId: 's', version: '2.1.330' }

function hookLine(uuid: string, parentUuid: string | null, attachment: object): Line {
  return { parentUuid, isSidechain: false, attachment, type: 'attachment', uuid, ...rest }
}

function systemLine(uuid: string, parentUuid: string | null, fields: object): Line {
  return { parentUuid, isSidechain: false, type: 'system', ...fields, uuid, ...rest }
}

const message = (content: string, hookName: string): object => ({
  type: 'hook_system_message',
  content,
  hookName,
  hookEvent: hookName.split(':')[0]
})

const folder = folderForEach()

async function told(lines: readonly Line[], limit = 50): Promise<string[]> {
  const messages = await readInPages(await folder.write(toText(lines)), limit)
  return messages.map(({ id, role, notice, hook, content }) => {
    const words = content.map((block) => (block.type === 'text' ? block.text : block.type)).join(' + ')
    return `${id} ${notice ?? role}${hook === undefined ? '' : ` ${hook}`}: ${words}`
  })
}

describe('what hooks say', () => {
  test('is read in their words, where it was said', async () => {
    const lines = [
      promptLine('p1', null, 'Tidy up'),
      hookLine('h1', 'p1', {
        type: 'hook_success',
        hookName: 'UserPromptSubmit',
        content: 'noted',
        stdout: 'noted\n'
      }),
      hookLine('h2', 'h1', message('mind the windows', 'UserPromptSubmit')),
      answerLine('a1', 'h2', 'm1', toolUse('t1')),
      hookLine('h3', 'a1', {
        type: 'hook_blocking_error',
        hookName: 'PostToolUse:Bash',
        blockingError: { blockingError: 'list it with -l', command: './post.sh' }
      }),
      resultLine('r1', 'h3', 't1'),
      answerLine('a2', 'r1', 'm2', said('Tidied.')),
      systemLine('h4', 'a2', {
        subtype: 'stop_hook_summary',
        hookErrors: ['tests were not run'],
        preventedContinuation: true,
        stopReason: 'the hook says no'
      }),
      systemLine('h5', 'h4', {
        subtype: 'informational',
        content: 'UserPromptSubmit operation blocked by hook:\nnot today',
        isMeta: false
      })
    ]
    const expected = [
      'p1 user: Tidy up',
      'h2 hook UserPromptSubmit: mind the windows',
      'm1 assistant: tool_use',
      'h3 hook PostToolUse:Bash: list it with -l',
      'r1 user: tool_result',
      'm2 assistant: Tidied.',
      'h4 hook Stop: tests were not run + the hook says no',
      'h5 hook UserPromptSubmit: UserPromptSubmit operation blocked by hook:\nnot today'
    ]
    expect(await told(lines)).toStrictEqual(expected)
    expect((await told(lines, 1)).toSorted()).toStrictEqual(expected.toSorted())
  })

  test('is read where it hangs on one of several tools, beside the chain', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1')),
      answerLine('a2', 'a1', 'm1', toolUse('t2'), 1),
      hookLine('h0', 'a1', { type: 'hook_success', hookName: 'PreToolUse:Read', stdout: '{}' }),
      hookLine('h1', 'h0', message('before the first', 'PreToolUse:Read')),
      resultLine('r1', 'a1', 't1'),
      hookLine('h2', 'r1', message('after the first', 'PostToolUse:Read')),
      hookLine('h3', 'a2', message('before the second', 'PreToolUse:Read')),
      resultLine('r2', 'a2', 't2'),
      hookLine('h4', 'r2', message('after the second', 'PostToolUse:Read')),
      answerLine('a3', 'h4', 'm2', said('Done.'))
    ]
    expect(await told(lines)).toStrictEqual([
      'p1 user: p1',
      'm1 assistant: tool_use + tool_use',
      'h1 hook PreToolUse:Read: before the first',
      'r1 user: tool_result',
      'h2 hook PostToolUse:Read: after the first',
      'h3 hook PreToolUse:Read: before the second',
      'r2 user: tool_result',
      'h4 hook PostToolUse:Read: after the second',
      'm2 assistant: Done.'
    ])
  })

  test('is not read from a branch that was left', async () => {
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', toolUse('t1')),
      resultLine('r1', 'a1', 't1'),
      hookLine('h1', 'r1', message('of the branch that was left', 'PostToolUse:Read')),
      answerLine('a2', 'h1', 'm2', said('Left.')),
      promptLine('p2', 'p1'),
      answerLine('a3', 'p2', 'm3', said('Here.'))
    ]
    expect(await told(lines)).toStrictEqual(['p1 user: p1', 'p2 user: p2', 'm3 assistant: Here.'])
  })

  test('is told once, though its error and the summary of all hooks repeat it', async () => {
    const stopped = {
      type: 'hook_stopped_continuation',
      message: 'no further',
      hookName: 'Stop',
      hookEvent: 'Stop'
    }
    const failed = {
      type: 'hook_non_blocking_error',
      stderr: 'it failed',
      hookName: 'Stop',
      hookEvent: 'Stop'
    }
    const lines = [
      promptLine('p1', null),
      answerLine('a1', 'p1', 'm1', said('Done.')),
      hookLine('h1', 'a1', stopped),
      hookLine('h2', 'h1', failed),
      systemLine('h3', 'h2', {
        subtype: 'stop_hook_summary',
        hookErrors: ['it failed', 'and another one'],
        stopReason: 'no further'
      }),
      promptLine('p2', 'h3'),
      answerLine('a2', 'p2', 'm2', said('Done.')),
      hookLine('h4', 'a2', stopped)
    ]
    expect(await told(lines)).toStrictEqual([
      'p1 user: p1',
      'm1 assistant: Done.',
      'h1 hook Stop: no further',
      'h2 hook Stop: it failed',
      'h3 hook Stop: and another one',
      'p2 user: p2',
      'm2 assistant: Done.',
      'h4 hook Stop: no further'
    ])
  })

  test('when the session began stands behind the prompt that began it', async () => {
    const lines = [
      hookLine('h1', null, message('welcome', 'SessionStart:startup')),
      promptLine('p1', 'h1'),
      hookLine('h2', 'p1', message('noted', 'UserPromptSubmit')),
      answerLine('a1', 'h2', 'm1', said('Hi.'))
    ]
    expect(await told(lines)).toStrictEqual([
      'p1 user: p1',
      'h1 hook SessionStart:startup: welcome',
      'h2 hook UserPromptSubmit: noted',
      'm1 assistant: Hi.'
    ])
  })

  test('that says nothing, or something to the model alone, is not shown', async () => {
    const lines = [
      promptLine('p1', null),
      hookLine('h1', 'p1', {
        type: 'hook_additional_context',
        content: ['for the model'],
        hookName: 'UserPromptSubmit'
      }),
      hookLine('h2', 'h1', { type: 'hook_success', content: 'for the model', hookName: 'UserPromptSubmit' }),
      hookLine('h3', 'h2', { type: 'hook_system_message', content: '  ', hookName: 'UserPromptSubmit' }),
      systemLine('h4', 'h3', { subtype: 'stop_hook_summary', hookErrors: [], stopReason: '' }),
      answerLine('a1', 'h4', 'm1', said('Hi.'))
    ]
    expect(await told(lines)).toStrictEqual(['p1 user: p1', 'm1 assistant: Hi.'])
  })
})

test('a line of the terminal that is no hook stays what it was', async () => {
  const lines = [
    promptLine('p1', null),
    systemLine('i1', 'p1', { subtype: 'informational', content: 'Something to know' })
  ]
  const { messages } = await readPage(await folder.write(toText(lines)), { limit: 5 })
  expect(messages[1]).toMatchObject({ id: 'i1', notice: 'info' })
  expect(messages[1]?.hook).toBeUndefined()
})

test('of several lines stands without the name that the terminal puts before each', () => {
  const content = 'PreToolUse:Bash says: first line\nPreToolUse:Bash says: the second says: so'
  expect(hookWordsOf({ type: 'system', subtype: 'informational', content })).toEqual({
    hook: 'PreToolUse:Bash',
    words: ['first line\nthe second says: so']
  })
})
