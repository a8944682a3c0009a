import { expect, it } from 'vitest'
import { NoticeFacts } from '../../../shared/session.ts'
import { readFrame } from './frames.ts'
import { sideNoticeOf } from './sideNotices.ts'

function factsOf(raw: object): NoticeFacts | null | undefined {
  const frame = readFrame(raw)
  return frame === null ? undefined : sideNoticeOf(frame)?.facts
}

it('a limit that is near is told with what a page needs to say it in its language', () => {
  const info = {
    status: 'allowed_warning',
    rateLimitType: 'seven_day',
    utilization: 0.92,
    resetsAt: 1_796_050_800
  }
  const near = { code: 'limit_near', limit: 'seven_day', used: 0.92, resetsAt: '2026-11-30T15:00:00.000Z' }
  expect(factsOf({ type: 'rate_limit_event', rate_limit_info: info })).toEqual(near)
  for (const resetsAt of [-1, 1e300, Number.MAX_SAFE_INTEGER]) {
    const facts = factsOf({ type: 'rate_limit_event', rate_limit_info: { ...info, resetsAt } })
    expect(NoticeFacts.parse(facts)).toEqual({ ...near, resetsAt: null })
  }
})

it('a tool that was refused is told with its name and the reason', () => {
  const frame = {
    type: 'system',
    subtype: 'permission_denied',
    tool_name: 'Bash',
    decision_reason: 'A rule says no.'
  }
  expect(factsOf(frame)).toEqual({ code: 'tool_denied', tool: 'Bash', reason: 'A rule says no.' })
})
