/**
 * What is attached to drafts the server does not have, in the browser's own database: too large for
 * `localStorage`. The storage of drafts calls it. Where there is no such database, nothing is kept.
 */
import { z } from 'zod'
import { Attachment } from '../../shared/session.ts'

/** No call rejects: what cannot be kept is still in the page, and only a reload would lose it. */
export interface AttachmentStorage {
  read(sessionId: string): Promise<readonly Attachment[]>
  /** In the order of the calls; an empty list leaves nothing behind. */
  write(sessionId: string, attachments: readonly Attachment[]): Promise<void>
}

const DATABASE = 'skein'
const STORE = 'draft-attachments'

const Attachments = z.array(Attachment)

/** @param open gives the browser's databases; undefined where there are none */
export function createAttachmentStorage(
  open: () => IDBFactory | undefined = () => globalThis.indexedDB
): AttachmentStorage {
  let last: Promise<unknown> = Promise.resolve()

  async function carryOut<T>(
    mode: IDBTransactionMode,
    ask: (store: IDBObjectStore) => IDBRequest<T>
  ): Promise<T | null> {
    try {
      const databases = open()
      if (databases === undefined) return null
      const database = await openDatabase(databases)
      try {
        return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)))
      } finally {
        database.close()
      }
    } catch {
      // Switched off, full or broken: see the interface.
      return null
    }
  }

  function inOrder<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work)
    last = next
    return next
  }

  return {
    read: (sessionId) =>
      inOrder(async () => {
        const kept: unknown = await carryOut('readonly', (store) => store.get(sessionId))
        return Attachments.safeParse(kept).data ?? []
      }),
    write: (sessionId, attachments) =>
      inOrder(async () => {
        if (attachments.length === 0) await carryOut('readwrite', (store) => store.delete(sessionId))
        else await carryOut('readwrite', (store) => store.put([...attachments], sessionId))
      })
  }
}

function openDatabase(databases: IDBFactory): Promise<IDBDatabase> {
  const request = databases.open(DATABASE, 1)
  request.onupgradeneeded = () => {
    request.result.createObjectStore(STORE)
  }
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the database did not answer'))
  })
}
