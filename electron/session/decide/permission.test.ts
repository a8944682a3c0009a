/** The whole table: mode × what a tool does × what was remembered × where its file is × trust in the folder. */
import { describe, expect, test } from 'vitest'
import { toolKinds } from '../../../shared/tool.ts'
import type { ToolUse } from '../../agent/toolUse.ts'
import { judgeRequest, judgeUse } from './permission.ts'
import type { PermissionQuestion } from './permission.ts'

const modes = ['default', 'auto', 'dontAsk', 'acceptEdits', 'plan', 'bypassPermissions', 'novel'] as const

const edit: PermissionQuestion = {
  mode: 'default',
  kind: 'edit',
  reach: 'anything',
  couldRun: false,
  lasts: false,
  judgedBy: 'nobody',
  isTrusted: true,
  isRemembered: false,
  where: 'inside',
  isWarned: false,
  isForPlanning: false
}
const command: PermissionQuestion = { ...edit, kind: 'command', couldRun: true, where: 'unknown' }
const read: PermissionQuestion = { ...edit, kind: 'read', reach: 'nothing' }
const question: PermissionQuestion = { ...read, kind: 'question', where: 'unknown' }
const elsewhere = { where: 'outside' } as const
const remembered = { isRemembered: true } as const
const untrusted = { isTrusted: false } as const
const byAgent = { judgedBy: 'agent' } as const

/** One letter a verdict: a(llow), q (a person is asked), h(eld back), – (goes on: the agent's own rules hold). */
const letters = { allow: 'a', ask: 'q', hold_back: 'h', go_on: '–' } as const

function requested(asked: PermissionQuestion): string {
  return modes.map((mode) => letters[judgeRequest({ ...asked, mode }).behavior]).join('')
}
function announced(asked: PermissionQuestion): string {
  return modes.map((mode) => letters[judgeUse({ ...asked, mode }).behavior]).join('')
}

//  default, auto, dontAsk, acceptEdits, plan, bypassPermissions, one that is not known
describe('an agent without rules of its own', () => {
  test.each<[string, PermissionQuestion, string]>([
    ['reads', read, 'aaaaaaa'],
    ['reads, in a folder nobody trusts', { ...read, ...untrusted }, 'aaaaaaa'],
    ['edits', edit, 'qqhahaq'],
    ['edits, in a folder nobody trusts', { ...edit, ...untrusted }, 'qqhahaq'],
    ['edits outside', { ...edit, ...elsewhere }, 'qqhqhaq'],
    ['edits nobody knows where', { ...edit, where: 'unknown' }, 'qqhqhaq'],
    ['edits what it warns of', { ...edit, isWarned: true }, 'qqhqhaq'],
    ['edits what was remembered', { ...edit, ...remembered }, 'aaaahaa'],
    ['edits what was remembered outside', { ...edit, ...remembered, ...elsewhere }, 'aaaahaa'],
    ['runs', command, 'qqhqhaq'],
    ['runs, in a folder nobody trusts', { ...command, ...untrusted }, 'qqhqhqq'],
    ['runs what was remembered', { ...command, ...remembered }, 'aaaahaa'],
    ['runs what was remembered, untrusted', { ...command, ...remembered, ...untrusted }, 'aaaahaa'],
    ['asks a question', question, 'qqqqqqq'],
    ['shows a plan', { ...question, kind: 'plan' }, 'qqqqqqq'],
    ['does what it does not tell', { ...command, kind: 'other', reach: 'untold' }, 'qqhqhaq']
  ])('%s', (_name, asked, expected) => {
    expect(requested(asked)).toBe(expected)
  })
})

describe('an agent that has rules of its own and asks', () => {
  const checked = { ...byAgent, reach: 'checked' } as const
  test.each<[string, PermissionQuestion, string]>([
    ['reads outside', { ...read, ...byAgent, ...elsewhere }, 'qqhqqqq'],
    ['reads outside what was remembered', { ...read, ...byAgent, ...elsewhere, ...remembered }, 'aaaaaaa'],
    ['reads because of the plan alone', { ...read, ...byAgent, isForPlanning: true }, 'qqhqhqq'],
    ['edits', { ...edit, ...checked }, 'qqhqhqq'],
    ['edits outside', { ...edit, ...checked, ...elsewhere }, 'qqhqhqq'],
    ['edits what was remembered', { ...edit, ...checked, ...remembered }, 'aaaahaa'],
    ['runs', { ...command, ...checked }, 'qqhqhqq'],
    ['runs, in a folder nobody trusts', { ...command, ...checked, ...untrusted }, 'qqhqhqq'],
    ['runs what was remembered', { ...command, ...checked, ...remembered }, 'aaaahaa'],
    ['looks by a command', { ...command, ...byAgent, reach: 'look' }, 'qqhqhqq'],
    ['looks by a command, untrusted', { ...command, ...byAgent, reach: 'look', ...untrusted }, 'qqhqqqq'],
    [
      'looks by a remembered command, untrusted',
      { ...command, ...byAgent, reach: 'look', ...untrusted, ...remembered },
      'aaaaqaa'
    ],
    ['uses a tool nobody knows', { ...command, ...byAgent, kind: 'other' }, 'qqhqhqq'],
    ['asks a question', { ...question, ...byAgent, isForPlanning: true }, 'qqqqqqq'],
    ['shows a plan', { ...question, ...byAgent, kind: 'plan', isForPlanning: true }, 'qqqqqqq'],
    ['does not tell what it does', { ...command, ...byAgent, kind: 'other', reach: 'untold' }, 'qqhqqqq'],
    [
      'does not tell what it does, and it was remembered',
      { ...command, ...byAgent, kind: 'other', reach: 'untold', ...remembered },
      'aaaaqaa'
    ],
    [
      'does not tell what it reads, and it was remembered',
      { ...read, ...byAgent, reach: 'untold', ...remembered },
      'aaaaaaa'
    ]
  ])('%s', (_name, asked, expected) => {
    expect(requested(asked)).toBe(expected)
  })
})

describe('an agent that has rules of its own and is about to use', () => {
  test.each<[string, PermissionQuestion, string]>([
    ['what reads', { ...read, ...byAgent }, '–––––––'],
    ['what edits', { ...edit, ...byAgent, reach: 'checked' }, '–––––––'],
    ['what edits, untrusted', { ...edit, ...byAgent, reach: 'checked', ...untrusted }, '–––––––'],
    ['a command', { ...command, ...byAgent, reach: 'checked' }, '–––––––'],
    ['a command, untrusted', { ...command, ...byAgent, reach: 'checked', ...untrusted }, 'qqhqqqq'],
    ['a tool nobody knows', { ...command, ...byAgent, kind: 'other' }, '––––h––'],
    ['a tool nobody knows, untrusted', { ...command, ...byAgent, kind: 'other', ...untrusted }, 'qqhqhqq'],
    ['what leaves something behind', { ...command, ...byAgent, kind: 'other', lasts: true }, 'qqhqh–q'],
    [
      'what leaves something behind, untrusted',
      { ...command, ...byAgent, kind: 'other', lasts: true, ...untrusted },
      'qqhqhqq'
    ],
    ['a question', { ...question, ...byAgent }, '–––––––']
  ])('%s', (_name, asked, expected) => {
    expect(announced(asked)).toBe(expected)
  })
})

describe('whatever the facts are', () => {
  const reaches = ['nothing', 'look', 'checked', 'anything', 'untold'] as const
  const judges: readonly ToolUse['judgedBy'][] = ['agent', 'nobody']
  const places = ['inside', 'outside', 'unknown'] as const
  const either = [true, false] as const
  const all: readonly PermissionQuestion[] = toolKinds.flatMap((kind) =>
    reaches.flatMap((reach) =>
      judges.flatMap((judgedBy) =>
        places.flatMap((where) =>
          either.flatMap((isTrusted) =>
            either.flatMap((isRemembered) =>
              either.flatMap((couldRun) =>
                either.flatMap((lasts) =>
                  either.flatMap((isWarned) =>
                    either.map((isForPlanning) => ({
                      mode: 'default',
                      kind,
                      reach,
                      judgedBy,
                      where,
                      isTrusted,
                      isRemembered,
                      couldRun,
                      lasts,
                      isWarned,
                      isForPlanning
                    }))
                  )
                )
              )
            )
          )
        )
      )
    )
  )
  /** How much goes on without a person. */
  const freedom = { hold_back: 0, ask: 1, go_on: 2, allow: 2 } as const
  const exceptions = (holds: (asked: PermissionQuestion) => boolean): PermissionQuestion[] =>
    all.filter((asked) => !holds(asked)).slice(0, 3)

  test.each(['auto', 'dontAsk', 'plan', 'novel', ''])(
    '%j allows nothing that Ask would ask about',
    (mode) => {
      const isNoMore = (asked: PermissionQuestion): boolean => {
        const request = [{ ...asked, mode }, asked].map((one) => freedom[judgeRequest(one).behavior])
        const use = [{ ...asked, mode }, asked].map((one) => freedom[judgeUse(one).behavior])
        return (request[0] ?? 9) <= (request[1] ?? 0) && (use[0] ?? 9) <= (use[1] ?? 0)
      }
      expect(exceptions(isNoMore)).toEqual([])
    }
  )

  test('auto and an unknown mode are Ask', () => {
    const isSame = (asked: PermissionQuestion): boolean =>
      ['auto', 'novel'].every(
        (mode) =>
          judgeRequest({ ...asked, mode }).behavior === judgeRequest(asked).behavior &&
          judgeUse({ ...asked, mode }).behavior === judgeUse(asked).behavior
      )
    expect(exceptions(isSame)).toEqual([])
  })

  test('dontAsk asks only questions, and says why it holds back', () => {
    const isQuiet = (asked: PermissionQuestion): boolean => {
      const verdict = judgeRequest({ ...asked, mode: 'dontAsk' })
      const isQuestion = asked.kind === 'question' || asked.kind === 'plan'
      return verdict.behavior === 'ask'
        ? isQuestion
        : verdict.behavior === 'allow' || verdict.because === 'dont_ask'
    }
    expect(exceptions(isQuiet)).toEqual([])
  })

  test('while a plan is made nothing that may change anything is allowed, remembered or not', () => {
    const mayChange = ({ reach }: PermissionQuestion): boolean => reach === 'checked' || reach === 'anything'
    const isHeld = (asked: PermissionQuestion): boolean => {
      const isQuestion = asked.kind === 'question' || asked.kind === 'plan'
      const verdict = judgeRequest({ ...asked, mode: 'plan' })
      return !mayChange(asked) || isQuestion || verdict.behavior === 'hold_back'
    }
    expect(exceptions(isHeld)).toEqual([])
  })

  test('what could run a program of a folder nobody trusts is asked about, unless a person remembered it', () => {
    const isAsked = (asked: PermissionQuestion): boolean =>
      asked.isTrusted ||
      !asked.couldRun ||
      asked.isRemembered ||
      modes.every((mode) => judgeRequest({ ...asked, mode }).behavior !== 'allow')
    expect(exceptions(isAsked)).toEqual([])
  })

  test('an edit outside the folder is not among those that are accepted', () => {
    const isAsked = (asked: PermissionQuestion): boolean =>
      asked.where === 'inside' ||
      asked.isRemembered ||
      judgeRequest({ ...asked, mode: 'acceptEdits' }).behavior === judgeRequest(asked).behavior
    expect(exceptions(isAsked)).toEqual([])
  })
})
