import { createDecipheriv, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { sealedFor } from '../../shared/sealedFor.ts'
import { createPageKeys } from './pageKeys.ts'

const secret = randomBytes(32)
const origin = 'http://127.0.0.1:4000'
const nonce = randomBytes(16).toString('base64url')

function keysOf(options: { token?: string; port?: number; secret?: Buffer } = {}) {
  return createPageKeys({
    secret: options.secret ?? secret,
    token: options.token ?? 'the token',
    port: () => options.port ?? 4000,
    devOrigin: 'http://127.0.0.1:5173'
  })
}

/** As the page opens it; null when it does not open. */
function open(
  sealed: { iv: string; sealed: string } | null,
  key: { id: string; key: string } | null,
  asked = { origin, nonce }
): string | null {
  if (sealed === null || key === null) throw new Error('there is nothing to open')
  const bytes = Buffer.from(sealed.sealed, 'base64url')
  const decipher = createDecipheriv(
    'aes-256-gcm',
    Buffer.from(key.key, 'base64url'),
    Buffer.from(sealed.iv, 'base64url')
  )
  decipher.setAAD(Buffer.from(sealedFor({ ...asked, id: key.id })))
  decipher.setAuthTag(bytes.subarray(-16))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
  } catch {
    return null
  }
}

test('a key that was given at one start opens the token of the next', () => {
  const key = keysOf().issue(origin)
  const next = keysOf({ token: 'the next token' })
  expect(open(next.seal({ id: key?.id ?? '', nonce }, origin), key)).toBe('the next token')
})

test('what is sealed opens for the question, the key and the address it was asked for, and for no other', () => {
  const keys = keysOf()
  const [key, other] = [keys.issue(origin), keys.issue(origin)]
  const sealed = keys.seal({ id: key?.id ?? '', nonce }, origin)
  expect(open(sealed, key)).toBe('the token')
  expect(open(sealed, other)).toBeNull()
  expect(open(sealed, key, { origin, nonce: 'another' })).toBeNull()
  expect(open(sealed, key, { origin: 'http://127.0.0.1:4001', nonce })).toBeNull()
})

test('another port, another folder and another program have other keys', () => {
  const key = keysOf().issue(origin)
  const id = key?.id ?? ''
  const elsewhere = 'http://127.0.0.1:4001'
  const moved = keysOf({ port: 4001 }).seal({ id, nonce }, elsewhere)
  expect(open(moved, key, { origin: elsewhere, nonce })).toBeNull()
  expect(open(keysOf({ secret: randomBytes(32) }).seal({ id, nonce }, origin), key)).toBeNull()
})

test.each([
  undefined,
  'null',
  '',
  'http://localhost:4000',
  'http://[::1]:4000',
  'http://127.0.0.1:4001',
  'https://127.0.0.1:4000',
  'http://127.0.0.1:4000.evil.example'
])('no page comes in from %j', (from) => {
  expect([keysOf().issue(from), keysOf().seal({ id: 'x', nonce }, from)]).toEqual([null, null])
})

test('the page of the development server comes in', () => {
  expect(keysOf().issue('http://127.0.0.1:5173')).not.toBeNull()
})
