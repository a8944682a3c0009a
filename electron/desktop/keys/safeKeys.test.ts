import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { AgentId } from '../../../shared/ids.ts'
import type { Log } from '../../log.ts'
import { silentLog } from '../../log.ts'
import { SafeKeys } from './safeKeys.ts'
import type { Keychain } from './safeKeys.ts'

const key = 'sk-ant-canary-0123456789'
const claude = AgentId.parse('claude')

/** Turns every byte around: enough to see that it is not the key that is kept. */
const turned = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff))
const keychain: Keychain = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: (text) => Promise.resolve(turned(Buffer.from(text))),
  decryptStringAsync: (bytes) => Promise.resolve({ result: turned(bytes).toString(), shouldReEncrypt: false })
}

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'skein keys ü '))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const keysWith = (changes: Partial<Keychain> = {}, log: Log = silentLog): SafeKeys =>
  new SafeKeys({ keychain: { ...keychain, ...changes }, dataDir, platform: 'linux', log })

test('a key is kept encrypted, given to its agent as a variable, replaced and removed', async () => {
  const keys = keysWith()
  expect(await keys.state('claude')).toEqual({ stored: false, refusal: null })
  expect(await keys.secrets(claude)).toEqual({})
  expect(await keys.keep('claude', key)).toEqual({ stored: true, refusal: null })
  expect(await keysWith().secrets(claude)).toEqual({ ANTHROPIC_API_KEY: key })
  expect(await keys.keep('claude', 'another-key')).toEqual({ stored: true, refusal: null })
  expect(await keys.secrets(claude)).toEqual({ ANTHROPIC_API_KEY: 'another-key' })
  expect(await keys.remove('claude')).toEqual({ stored: false, refusal: null })
  expect(await keys.secrets(claude)).toEqual({})
  expect(readdirSync(join(dataDir, 'keys'))).toEqual([])
})

test('another agent is given nothing', async () => {
  const keys = keysWith()
  await keys.keep('claude', key)
  expect(await keys.secrets(AgentId.parse('guide'))).toEqual({})
})

test.skipIf(process.platform === 'win32')(
  'only its owner may read the file, which has no key in it',
  async () => {
    await keysWith().keep('claude', key)
    const file = join(dataDir, 'keys', 'claude')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(dataDir, 'keys')).mode & 0o777).toBe(0o700)
    expect(readFileSync(file, 'latin1')).not.toContain('canary')
  }
)

describe('where nothing can be kept safely, nothing is kept', () => {
  test.each<[string, Partial<Keychain>, string]>([
    ['a password everybody knows', { getSelectedStorageBackend: () => 'basic_text' }, 'plain_text'],
    ['no keychain', { isAsyncEncryptionAvailable: () => Promise.resolve(false) }, 'no_keychain'],
    [
      'a keychain that fails',
      { isAsyncEncryptionAvailable: () => Promise.reject(new Error('dbus')) },
      'no_keychain'
    ]
  ])('%s', async (_what, changes, refusal) => {
    const keys = keysWith(changes)
    expect(await keys.keep('claude', key)).toEqual({ stored: false, refusal })
    expect(await keys.state('claude')).toEqual({ stored: false, refusal })
    expect(existsSync(join(dataDir, 'keys'))).toBe(false)
  })

  test('other systems have one keychain only and are not asked which', async () => {
    const keys = new SafeKeys({
      keychain: {
        ...keychain,
        getSelectedStorageBackend: () => {
          throw new Error('not on this system')
        }
      },
      dataDir,
      platform: 'darwin',
      log: silentLog
    })
    expect(await keys.keep('claude', key)).toEqual({ stored: true, refusal: null })
  })
})

test('a disk that refuses is told, the old key stays, and the log has no key in it', async () => {
  await keysWith().keep('claude', 'the-old-key')
  const lines: unknown[] = []
  const note = (facts: object, message: string): void => void lines.push([facts, message])
  const log: Log = { debug: note, info: note, warn: note, error: note }
  const failing = keysWith(
    { encryptStringAsync: () => Promise.reject(Object.assign(new Error(`no ${key}`), { code: 'ENOSPC' })) },
    log
  )
  expect(await failing.keep('claude', key)).toEqual({ stored: true, refusal: 'not_written' })
  expect(await keysWith().secrets(claude)).toEqual({ ANTHROPIC_API_KEY: 'the-old-key' })
  expect(JSON.stringify(lines)).toContain('ENOSPC')
  expect(JSON.stringify(lines)).not.toContain(key)
})

test('a file in the way of the folder is told', async () => {
  writeFileSync(join(dataDir, 'keys'), '')
  expect(await keysWith().keep('claude', key)).toEqual({ stored: false, refusal: 'not_written' })
})

test('a key the system does not open rejects', async () => {
  await keysWith().keep('claude', key)
  const locked = keysWith({ decryptStringAsync: () => Promise.reject(new Error('locked')) })
  await expect(locked.secrets(claude)).rejects.toThrow('locked')
})

test('a key that the system wants encrypted anew is kept anew', async () => {
  await keysWith().keep('claude', key)
  let encrypted = 0
  const rotating = keysWith({
    decryptStringAsync: (bytes) =>
      Promise.resolve({ result: turned(bytes).toString(), shouldReEncrypt: true }),
    encryptStringAsync: (text) => {
      encrypted += 1
      return keychain.encryptStringAsync(text)
    }
  })
  expect(await rotating.secrets(claude)).toEqual({ ANTHROPIC_API_KEY: key })
  expect(encrypted).toBe(1)
})
