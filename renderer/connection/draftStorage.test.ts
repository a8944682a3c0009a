import { describe, expect, test } from 'vitest'
import type { Attachment } from '../../shared/session.ts'
import type { AttachmentStorage } from './attachmentStorage.ts'
import { createDraftStorage, MAX_KEPT_DRAFTS } from './draftStorage.ts'
import { otherSessionId, sessionId } from '../../tests/support/connection/sessionFixtures.ts'

const attachment: Attachment = { type: 'text', name: 'a.txt', text: 'A' }

/** What a browser's database does, without one. */
function memoryAttachments(): AttachmentStorage & { readonly writes: (readonly Attachment[])[] } {
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

function makeDrafts(attachments = memoryAttachments()) {
  let time = 0
  return createDraftStorage({ attachments, now: () => (time += 1) })
}

test('gives back words and attachments, over a reload and to the same session only', async () => {
  const attachments = memoryAttachments()
  makeDrafts(attachments).write(sessionId, { text: 'words', attachments: [attachment] })
  const reloaded = makeDrafts(attachments)
  expect(reloaded.read(sessionId)).toMatchObject({ text: 'words', attachments: 1 })
  expect(await reloaded.readAttachments(sessionId)).toEqual([attachment])
  expect([reloaded.read(otherSessionId), await reloaded.readAttachments(otherSessionId)]).toEqual([null, []])
})

test('more words do not write all attachments again', () => {
  const attachments = memoryAttachments()
  const drafts = makeDrafts(attachments)
  const held = [attachment]
  drafts.write(sessionId, { text: 'a', attachments: held })
  drafts.write(sessionId, { text: 'ab', attachments: held })
  expect(attachments.writes).toEqual([[attachment]])
})

test('words written before the attachments have been read do not lose them', async () => {
  const attachments = memoryAttachments()
  makeDrafts(attachments).write(sessionId, { text: 'a', attachments: [attachment] })
  const reloaded = makeDrafts(attachments)
  reloaded.write(sessionId, { text: 'ab', attachments: [] })
  expect(reloaded.read(sessionId)).toMatchObject({ text: 'ab', attachments: 1 })
  expect(await reloaded.readAttachments(sessionId)).toEqual([attachment])
})

describe('forgetting', () => {
  test('leaves nothing behind', async () => {
    const attachments = memoryAttachments()
    const drafts = makeDrafts(attachments)
    drafts.write(sessionId, { text: 'words', attachments: [attachment] })
    drafts.forget(sessionId)
    expect(drafts.read(sessionId)).toBe(null)
    expect(await attachments.read(sessionId)).toEqual([])
    expect(window.localStorage).toHaveLength(0)
  })

  test('spares what another window has written since', () => {
    const drafts = makeDrafts()
    drafts.write(sessionId, { text: 'newer', attachments: [] })
    drafts.forget(sessionId, { text: 'saved', attachments: [] })
    expect(drafts.read(sessionId)?.text).toBe('newer')
    drafts.forget(sessionId, { text: 'newer', attachments: [] })
    expect(drafts.read(sessionId)).toBe(null)
  })
})

test('lets go of the oldest when there are too many', () => {
  const drafts = makeDrafts()
  for (let index = 0; index <= MAX_KEPT_DRAFTS; index += 1) {
    drafts.write(`s${index}`, { text: String(index), attachments: [] })
  }
  expect([window.localStorage.length, drafts.read('s0'), drafts.read('s1')?.text]).toEqual([
    MAX_KEPT_DRAFTS,
    null,
    '1'
  ])
})

test.each(['{', '[]', '{"text":1}'])('what is not ours is no draft: %s', (text) => {
  window.localStorage.setItem(`skein.draft.${sessionId}`, text)
  expect(makeDrafts().read(sessionId)).toBe(null)
})

test('storage that is off or full breaks nothing', () => {
  const drafts = createDraftStorage({
    attachments: memoryAttachments(),
    storage: () => {
      throw new Error('the quota has been exceeded')
    }
  })
  drafts.write(sessionId, { text: 'words', attachments: [] })
  drafts.forget(sessionId)
  expect(drafts.read(sessionId)).toBe(null)
})
