import { describe, expect, test } from 'vitest'
import type { Attachment } from '../../shared/session.ts'
import type { AttachmentShelf } from './attachmentShelf.ts'
import { createDraftShelf, MAX_KEPT_DRAFTS } from './draftShelf.ts'
import { otherSessionId, sessionId } from './testing/sessionFixtures.ts'

const attachment: Attachment = { type: 'text', name: 'a.txt', text: 'A' }

/** What a browser's database does, without one. */
function memoryShelf(): AttachmentShelf & { readonly writes: (readonly Attachment[])[] } {
  const kept = new Map<string, readonly Attachment[]>()
  const writes: (readonly Attachment[])[] = []
  return {
    writes,
    read: (id) => Promise.resolve(kept.get(id) ?? []),
    write: (id, attachments) => {
      writes.push(attachments)
      kept.set(id, attachments)
      return Promise.resolve()
    }
  }
}

function makeShelf(attachments = memoryShelf()) {
  let time = 0
  return createDraftShelf({ attachments, now: () => (time += 1) })
}

test('gives back words and attachments, over a reload and to the same session only', async () => {
  const attachments = memoryShelf()
  makeShelf(attachments).write(sessionId, { text: 'words', attachments: [attachment] })
  const reloaded = makeShelf(attachments)
  expect(reloaded.read(sessionId)).toMatchObject({ text: 'words', attachments: 1 })
  expect(await reloaded.readAttachments(sessionId)).toEqual([attachment])
  expect([reloaded.read(otherSessionId), await reloaded.readAttachments(otherSessionId)]).toEqual([null, []])
})

test('more words do not write all attachments again', () => {
  const attachments = memoryShelf()
  const shelf = makeShelf(attachments)
  const held = [attachment]
  shelf.write(sessionId, { text: 'a', attachments: held })
  shelf.write(sessionId, { text: 'ab', attachments: held })
  expect(attachments.writes).toEqual([[attachment]])
})

test('words written before the attachments have been read do not lose them', async () => {
  const attachments = memoryShelf()
  makeShelf(attachments).write(sessionId, { text: 'a', attachments: [attachment] })
  const reloaded = makeShelf(attachments)
  reloaded.write(sessionId, { text: 'ab', attachments: [] })
  expect(reloaded.read(sessionId)).toMatchObject({ text: 'ab', attachments: 1 })
  expect(await reloaded.readAttachments(sessionId)).toEqual([attachment])
})

describe('forgetting', () => {
  test('leaves nothing behind', async () => {
    const attachments = memoryShelf()
    const shelf = makeShelf(attachments)
    shelf.write(sessionId, { text: 'words', attachments: [attachment] })
    shelf.forget(sessionId)
    expect(shelf.read(sessionId)).toBe(null)
    expect(await attachments.read(sessionId)).toEqual([])
    expect(window.localStorage).toHaveLength(0)
  })

  test('spares what another window has written since', () => {
    const shelf = makeShelf()
    shelf.write(sessionId, { text: 'newer', attachments: [] })
    shelf.forget(sessionId, { text: 'saved', attachments: [] })
    expect(shelf.read(sessionId)?.text).toBe('newer')
    shelf.forget(sessionId, { text: 'newer', attachments: [] })
    expect(shelf.read(sessionId)).toBe(null)
  })
})

test('lets go of the oldest when there are too many', () => {
  const shelf = makeShelf()
  for (let index = 0; index <= MAX_KEPT_DRAFTS; index += 1) {
    shelf.write(`s${index}`, { text: String(index), attachments: [] })
  }
  expect([window.localStorage.length, shelf.read('s0'), shelf.read('s1')?.text]).toEqual([
    MAX_KEPT_DRAFTS,
    null,
    '1'
  ])
})

test.each(['{', '[]', '{"text":1}'])('what is not ours is no draft: %s', (text) => {
  window.localStorage.setItem(`skein.draft.${sessionId}`, text)
  expect(makeShelf().read(sessionId)).toBe(null)
})

test('storage that is off or full breaks nothing', () => {
  const shelf = createDraftShelf({
    attachments: memoryShelf(),
    storage: () => {
      throw new Error('the quota has been exceeded')
    }
  })
  shelf.write(sessionId, { text: 'words', attachments: [] })
  shelf.forget(sessionId)
  expect(shelf.read(sessionId)).toBe(null)
})
