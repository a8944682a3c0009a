import { appendFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { appendSupplement, mergeSupplement, readSupplement } from './supplement.ts'
import { answer, folderForEach, prompt, said } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

it('is kept run by run, and survives a torn line', async () => {
  const file = join(folder.path, 'supplement.jsonl')
  expect(await readSupplement(file)).toStrictEqual([])
  await appendSupplement(file, null, [prompt('p1')])
  await appendFile(file, '{"afterId":"p1","mess')
  await appendSupplement(file, 'p1', [{ ...answer('m1', said('half')), isStreaming: true }])
  expect(await readSupplement(file)).toStrictEqual([
    { afterId: null, messages: [prompt('p1')] },
    { afterId: 'p1', messages: [answer('m1', said('half'))] }
  ])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

const whole = { isOldest: true, gone: new Set<string>() }
const middle = { isOldest: false, gone: new Set<string>() }

describe('a page with its supplement', () => {
  const page = [prompt('p1'), answer('m1', said('one')), prompt('p2')]

  it.each([
    ['follows its anchor', 'm1', false, ['p1', 'm1', 's', 'p2']],
    ['stands before everything without an anchor', null, true, ['s', 'p1', 'm1', 'p2']],
    ['is not on a newer page when it stands before everything', null, false, ['p1', 'm1', 'p2']],
    ['is left for the page that has its anchor', 'older', false, ['p1', 'm1', 'p2']],
    ['stands at the end when its anchor is nowhere', 'gone', true, ['p1', 'm1', 'p2', 's']],
    ['is left to the branch that has its anchor', 'on another branch', true, ['p1', 'm1', 'p2']]
  ])('%s', (_, afterId, isOldest, ids) => {
    const merged = mergeSupplement(page, [{ afterId, messages: [prompt('s')] }], {
      isOldest,
      gone: new Set(['gone'])
    })
    expect(merged.map(({ id }) => id)).toStrictEqual(ids)
  })

  it('has no message twice', () => {
    expect(mergeSupplement(page, [{ afterId: null, messages: page }], whole)).toStrictEqual(page)
  })

  it('has no answer of which nothing was left', () => {
    const run = { afterId: 'm1', messages: [answer('cut'), prompt('s')] }
    expect(mergeSupplement(page, [run], middle).map(({ id }) => id)).toStrictEqual(['p1', 'm1', 's', 'p2'])
  })

  it('takes the version of an answer that says more', () => {
    const longer = answer('m1', said('one and a half'))
    const shorter = answer('m1', said('on'))
    const more = answer('m1', said('o'), said('n'))
    const withRun = (message: typeof longer): unknown =>
      mergeSupplement(page, [{ afterId: 'p1', messages: [message] }], middle)[1]
    expect([withRun(longer), withRun(shorter), withRun(more)]).toStrictEqual([longer, page[1], more])
  })

  it('keeps a run together behind a message of it that the page has', () => {
    const run = { afterId: 'p1', messages: [answer('m1', said('o')), prompt('s1'), prompt('s2')] }
    expect(mergeSupplement(page, [run], middle).map(({ id }) => id)).toStrictEqual([
      'p1',
      'm1',
      's1',
      's2',
      'p2'
    ])
  })

  it('lets a run follow another', () => {
    const runs = [
      { afterId: 'p2', messages: [prompt('s1')] },
      { afterId: 's1', messages: [prompt('s2')] }
    ]
    expect(mergeSupplement(page, runs, middle).map(({ id }) => id)).toStrictEqual([
      'p1',
      'm1',
      'p2',
      's1',
      's2'
    ])
  })
})
