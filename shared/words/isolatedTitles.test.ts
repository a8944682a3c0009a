import { expect, it } from 'vitest'
import { page as de } from './de/page/index.ts'
import { sentences } from './de/page/sentences.ts'
import { sentences as english } from './en/sentences.ts'
import { page as en } from './en/page/index.ts'

const title = 'תקן (1)'
const isolated = `\u2068${title}\u2069`

it.each([
  ['en', en],
  ['de', de]
])('%s: a title written from right to left leaves the sentence around it as it is', (_, words) => {
  for (const sentence of [
    words.steering.archived(title),
    words.steering.deleted(title),
    words.steering.deletes(title),
    words.composer.queue.edit(title),
    words.composer.queue.remove(title),
    words.find.notDrawn(title),
    words.shell.actions(title),
    words.permission.arrived(title)
  ])
    expect(sentence).toContain(isolated)
  expect(words.steering.archived('Größe')).not.toMatch(/[\u2068\u2069]/u)
})

it('so it is in what the server tells', () => {
  expect(sentences.transcript_torn({ title })).toContain(`„${isolated}“`)
  expect(english.transcript_torn({ title })).toContain(`“${isolated}”`)
})
