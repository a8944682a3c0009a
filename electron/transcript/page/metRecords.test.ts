import { expect, it } from 'vitest'
import { answerKey } from './keptBehind.ts'
import { MetRecords } from './metRecords.ts'
import { answerLine, promptLine, said } from '../../../tests/support/transcript/testTranscript.ts'

const line = (uuid: string): ReturnType<typeof promptLine> => promptLine(uuid, null)
const answer = (uuid: string, text: string): ReturnType<typeof answerLine> =>
  answerLine(uuid, 'p', 'm', said(text))

it('a record is met again when it was asked for, or noted as kept, before', () => {
  const met = new MetRecords()
  expect([met.isAgain(line('a')), met.isAgain(line('b')), met.isAgain(line('a'))]).toStrictEqual([
    false,
    false,
    true
  ])
  met.add('c')
  expect([met.isAgain(line('c')), met.has('a'), met.has('d')]).toStrictEqual([true, true, false])
})

it.each([{}, { uuid: '' }, { uuid: 7 }])('%j, which has no name, is never the same as another', (record) => {
  const met = new MetRecords()
  expect([met.isAgain(record), met.isAgain(record)]).toStrictEqual([false, false])
})

it('what stands once more behind a boundary is met again, an answer also under another id', () => {
  const met = new MetRecords()
  met.addKept({ uuids: new Set(['a']), answers: new Set([answerKey(answer('x', 'Yes')) ?? '']) })
  met.addKept({ uuids: new Set(['b']), answers: new Set() })
  expect(['a', 'b', 'c'].map((uuid) => met.isAgain(line(uuid)))).toStrictEqual([true, true, false])
  expect([met.isAgain(answer('y', 'Yes')), met.isAgain(answer('z', 'No'))]).toStrictEqual([true, false])
})

it('what was met beside the chain is forgotten when the walk goes back to it, and only then', () => {
  const met = new MetRecords()
  met.isAgain(line('a'))
  met.leaveChain()
  met.isAgain(line('b'))
  met.backToChain()
  expect([met.isAgain(line('a')), met.isAgain(line('b'))]).toStrictEqual([true, false])
  met.leaveChain()
  met.isAgain(line('c'))
  met.settle()
  met.backToChain()
  expect(met.isAgain(line('c'))).toBe(true)
  met.forget()
  expect(met.isAgain(line('a'))).toBe(false)
})
