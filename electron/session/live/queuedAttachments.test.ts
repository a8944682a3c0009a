import { expect, test } from 'vitest'
import type { SessionEvent } from '../../../shared/events.ts'
import type { QueuedMessage } from '../../../shared/session.ts'
import { Originals } from './originals.ts'
import { slimQueued, withWholeQueues } from './queuedAttachments.ts'

const large = 'A'.repeat(8 * 1024)
const message = (id: string, data = large): QueuedMessage => ({
  id,
  text: `text of ${id}`,
  attachments: [
    { type: 'image', mediaType: 'image/png', data, name: 'a.png' },
    { type: 'text', name: 'a.txt', text: data },
    { type: 'pdf', name: 'a.pdf', data }
  ]
})
const slim = (id: string): QueuedMessage => message(id, '')
const queued = (...queue: QueuedMessage[]): SessionEvent => ({ type: 'queue_changed', queue })

test('of large attachments a window is told kind and name', () => {
  expect(slimQueued(message('a'))).toEqual(slim('a'))
})

test('small ones and messages without any stay as they are', () => {
  const small = message('a', 'AAAA')
  const plain = { id: 'b', text: 'b' }
  expect([slimQueued(small), slimQueued(plain)]).toEqual([small, plain])
})

test('the journal gets each attachment once, windows never', () => {
  const originals = new Originals()
  const steps = [queued(message('a')), queued(message('a'), message('b')), queued(message('b'))]
  expect(steps.map((event) => originals.tell(event))).toEqual([
    { shown: queued(slim('a')), journaled: queued(message('a')) },
    { shown: queued(slim('a'), slim('b')), journaled: queued(slim('a'), message('b')) },
    { shown: queued(slim('b')), journaled: queued(slim('b')) }
  ])
  expect(originals.wholeQueue([slim('b')])).toEqual([message('b')])
})

test('what the journal got once is in every queue that is read from it', () => {
  const edited = { ...slim('a'), text: 'edited' }
  expect(
    withWholeQueues([queued(message('a')), queued(edited), queued({ id: 'b', text: 'b' }, edited)])
  ).toEqual([
    queued(message('a')),
    queued({ ...message('a'), text: 'edited' }),
    queued({ id: 'b', text: 'b' }, { ...message('a'), text: 'edited' })
  ])
})
