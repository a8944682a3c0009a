import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { frameKinds, kindOf } from './frameKinds.ts'
import { readFrame } from './frames.ts'
import { LiveTranscript } from './liveTranscript.ts'
import { newProcessState, readNews } from './news.ts'

const typings = readFileSync(
  path.resolve(import.meta.dirname, '../../../node_modules/@anthropic-ai/claude-agent-sdk/sdk.d.ts'),
  'utf8'
)

/** The kinds of all messages the installed SDK may hand over, as its typings name them. */
function kindsOfSdk(): string[] {
  return membersOf('SDKMessage').flatMap((name) => {
    const body = bodyOf(name)
    const type = /^ {4}type: '(\w+)';/m.exec(body)?.[1]
    if (type === undefined) throw new Error(`${name} has no type`)
    const subtypes = /^ {4}subtype: (.+);/m.exec(body)?.[1]?.match(/\w+/g) ?? []
    return subtypes.length === 0 ? [type] : subtypes.map((subtype) => `${type}/${subtype}`)
  })
}

/** The object types a union of the typings consists of, however deep. */
function membersOf(name: string): string[] {
  const union = new RegExp(`declare type ${name} = ((?:SDK\\w+ ?\\|? ?)+);`).exec(typings)?.[1]
  return union === undefined ? [name] : union.split('|').flatMap((member) => membersOf(member.trim()))
}

function bodyOf(name: string): string {
  const begin = typings.indexOf(`declare type ${name} = {`)
  if (begin === -1) throw new Error(`the typings have no ${name}`)
  return typings.slice(begin, typings.indexOf('\n};', begin))
}

/** As little of each kind as is read. */
const samples: Readonly<Record<string, object>> = {
  'system/task_notification': { task_id: 't', summary: 'The build is over.', status: 'completed' },
  assistant: { message: { content: [] } },
  user: { message: { content: 'hi' } },
  stream_event: { event: { type: 'message_start', message: { id: 'm1' } } },
  'result/success': { is_error: false },
  'result/error_during_execution': { is_error: true },
  'result/error_max_turns': { is_error: true },
  'result/error_max_budget_usd': { is_error: true },
  'result/error_max_structured_output_retries': { is_error: true },
  command_lifecycle: { command_uuid: 'u', state: 'started' },
  conversation_reset: { new_conversation_id: 'n' },
  rate_limit_event: {
    rate_limit_info: { status: 'allowed_warning', utilization: 0.92, rateLimitType: 'five_hour' }
  },
  auth_status: { isAuthenticating: false, output: [], error: 'the login has expired' },
  'system/init': {},
  'system/status': { status: null },
  'system/api_retry': { attempt: 1, max_retries: 2, retry_delay_ms: 3 },
  'system/compact_boundary': {},
  'system/background_tasks_changed': { tasks: [] },
  'system/session_title_changed': { title: 'Shed' },
  'system/hook_response': { hook_event: 'Stop' },
  'system/informational': { content: 'Stop says: wait', level: 'notice' },
  'system/notification': { key: 'k', text: 'Something to know', priority: 'low' },
  'system/permission_denied': { tool_name: 'Bash', message: 'a rule says no' },
  'system/model_refusal_fallback': { original_model: 'a', fallback_model: 'b' },
  'system/model_refusal_no_fallback': { original_model: 'a', content: 'a refused' },
  'system/local_command_output': { content: 'out' },
  'system/plugin_install': { status: 'failed', name: 'p', error: 'not found' },
  'system/session_writes_lost': { error_code: 'ENOSPC', lost: ['transcript'] }
}

function sampleOf(kind: string): object {
  const [type, subtype] = kind.split('/')
  return { type, ...(subtype === undefined ? null : { subtype }), ...samples[kind] }
}

const transcript = (): LiveTranscript =>
  new LiveTranscript({ now: () => new Date('2026-01-05T08:00:00.000Z'), newId: () => 'new' })

describe('every kind of frame', () => {
  it('of the installed SDK has a fate', () => {
    const kinds = kindsOfSdk()
    expect(kinds.length).toBeGreaterThan(35)
    expect(kinds.filter((kind) => !(kind in frameKinds))).toEqual([])
  })

  it('is told apart by type and subtype, and what no list knows is named in full', () => {
    expect(kindOf({ type: 'user', subtype: 'odd' })).toBe('user')
    expect(kindOf({ type: 'system', subtype: 'init' })).toBe('system/init')
    expect(kindOf({ type: 'system', subtype: 'from_next_year' })).toBe('system/from_next_year')
    expect(kindOf({ type: 'from_next_year' })).toBe('from_next_year/')
    expect(kindOf('no frame')).toBeNull()
  })

  const used = Object.entries(frameKinds).flatMap(([kind, fate]) =>
    typeof fate === 'string' ? [{ kind, fate }] : []
  )

  const saysNotice = used.filter(({ fate }) => fate === 'notice')
  const saysProblem = used.filter(({ fate }) => fate === 'problem')

  it.each(used)('$kind is read ($fate)', ({ kind }) => {
    expect(readFrame(sampleOf(kind))).not.toBeNull()
  })

  it.each(saysNotice)('$kind is told to the person', ({ kind }) => {
    const frame = readFrame(sampleOf(kind))
    expect(frame && transcript().read(frame)).toMatchObject([
      { type: 'message_added', message: { role: 'system' } }
    ])
  })

  it.each(saysProblem)('$kind is told as a problem', ({ kind }) => {
    const frame = readFrame(sampleOf(kind))
    const news = frame?.type === 'system' ? readNews(newProcessState(), frame) : []
    expect(news).toMatchObject([{ type: 'problem' }])
  })

  it('that is not used says why', () => {
    const reasons = Object.values(frameKinds).map((fate) => (typeof fate === 'string' ? fate : fate.unused))
    expect(reasons).not.toContain('')
  })
})

describe('what is said beside the answers', () => {
  const told = (...frames: object[]): string[] => {
    const live = transcript()
    return frames.flatMap((raw) => {
      const frame = readFrame(raw)
      return frame === null
        ? []
        : live.read(frame).flatMap((output) => {
            const [block] = output.type === 'message_added' ? output.message.content : []
            return block?.type === 'text' ? [block.text] : []
          })
    })
  }

  it('is told once, however often it is repeated', () => {
    const frame = sampleOf('system/notification')
    expect(told(frame, frame)).toEqual(['Something to know'])
  })

  it('of a limit says how much is used', () => {
    expect(told(sampleOf('rate_limit_event'))).toEqual(['92 % of the five-hour limit is used.'])
    expect(told({ type: 'rate_limit_event', rate_limit_info: { status: 'allowed' } })).toEqual([])
  })

  it('of a hook that was in no transcript is in the words of the hook', () => {
    expect(told(sampleOf('system/informational'))).toEqual(['wait'])
  })
})
