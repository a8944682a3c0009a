/**
 * The key by which this browser and Skein know each other (`electron/server/pageKeys.ts`), kept in the browser's own
 * database as a key that can be used and not read. Asked when a page begins, by early.ts too: so without zod.
 */
export interface KeptKey {
  readonly id: string
  /** AES-GCM, for opening only, not extractable. */
  readonly key: CryptoKey
}

const DATABASE = 'skein-key'
const STORE = 'key'
const ONLY = 'this browser'
/** Says without waiting that there may be a key. */
const MARK = 'skein.has-key'
/** Milliseconds a database has to answer: without it there is still the link. */
const PATIENCE_MS = 2_000

/** Null where keys cannot be used at all. */
export async function importKey(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<KeptKey | null> {
  const subtle = globalThis.crypto?.subtle
  if (subtle === undefined) return null
  return { id, key: await subtle.importKey('raw', bytes, 'AES-GCM', false, ['decrypt']) }
}

/** Never rejects; null when there is none, or the browser keeps nothing. */
export async function readKeptKey(): Promise<KeptKey | null> {
  const kept: unknown = await carryOut('readonly', (store) => store.get(ONLY))
  return isKeptKey(kept) ? kept : null
}

/** True when it is kept. Never rejects. */
export async function keepKey(key: KeptKey): Promise<boolean> {
  const isKept = (await carryOut('readwrite', (store) => store.put(key, ONLY))) !== null
  if (isKept) mark()
  return isKept
}

/** Whether it is worth to ask for a key before anything else is done. */
export function mayHaveKey(): boolean {
  try {
    return window.localStorage.getItem(MARK) !== null
  } catch {
    return false
  }
}

function mark(): void {
  try {
    window.localStorage.setItem(MARK, 'yes')
  } catch {
    // Storage is off: a link is then taken before a key is looked for.
  }
}

function isKeptKey(value: unknown): value is KeptKey {
  if (typeof value !== 'object' || value === null || !('id' in value && 'key' in value)) return false
  return typeof value.id === 'string' && value.key instanceof CryptoKey
}

async function carryOut<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T | null> {
  const silence = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), PATIENCE_MS)
  })
  return Promise.race([transact(mode, ask), silence])
}

async function transact<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>
): Promise<T | null> {
  try {
    const opening = indexedDB.open(DATABASE, 1)
    opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE)
    const database = await settled(opening)
    try {
      return await settled(ask(database.transaction(STORE, mode).objectStore(STORE)))
    } finally {
      database.close()
    }
  } catch {
    return null // Switched off, full, broken, or no place for keys: the link still opens the page.
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the database did not say why'))
  })
}
