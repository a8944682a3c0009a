import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { newToken } from './browserToken.ts'
import { keptPageKeySecret } from './pageKeySecret.ts'
import { portsToTry, rememberPort } from './rememberedPort.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the token of browser mode', () => {
  const file = (): string => join(folder, 'token')

  test('is another at each start, and the file holds the one that is good now', () => {
    const tokens = [newToken(folder), newToken(folder)]
    expect(new Set(tokens).size).toBe(2)
    for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
    expect(readFileSync(file(), 'utf8')).toBe(`${tokens[1]}\n`)
    expect(readdirSync(folder)).toEqual(['token'])
  })

  test.skipIf(process.platform === 'win32')(
    'can be read by its owner only, whatever the file was before',
    () => {
      writeFileSync(file(), 'damaged')
      chmodSync(file(), 0o644)
      newToken(folder)
      expect(statSync(file()).mode & 0o777).toBe(0o600)
    }
  )

  test.skipIf(process.platform === 'win32')('is written nowhere a link leads', () => {
    const elsewhere = join(folder, 'elsewhere')
    writeFileSync(elsewhere, 'kept')
    symlinkSync(elsewhere, file())
    expect(() => newToken(folder)).toThrow(`${file()} is a link`)
    expect(readFileSync(elsewhere, 'utf8')).toBe('kept')
  })
})

describe('what the keys of pages follow from', () => {
  const file = (): string => join(folder, 'page-secret')

  test('is the same at the next start, and another in every folder', () => {
    const other = mkdtempSync(join(tmpdir(), 'skein-kept-'))
    const secret = keptPageKeySecret(folder)
    expect(secret).toHaveLength(32)
    expect(keptPageKeySecret(folder)).toEqual(secret)
    expect(keptPageKeySecret(other)).not.toEqual(secret)
    rmSync(other, { recursive: true })
  })

  test.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}!`])(
    'is replaced when the file holds %j',
    (text) => {
      writeFileSync(file(), text)
      const secret = keptPageKeySecret(folder)
      expect(readFileSync(file(), 'utf8')).toBe(`${secret.toString('base64url')}\n`)
    }
  )

  test.skipIf(process.platform === 'win32')('can be read by its owner only', () => {
    keptPageKeySecret(folder)
    chmodSync(file(), 0o644)
    keptPageKeySecret(folder)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
  })
})

describe('the remembered port', () => {
  test('is any port at first, then the one it got', () => {
    expect(portsToTry(folder)).toEqual({ port: 0, otherPorts: [0] })
    rememberPort(folder, 4321, silentLog)
    expect(portsToTry(folder)).toEqual({ port: 4321, otherPorts: [0] })
  })

  test('stays the first when another program had it for a while', () => {
    for (const port of [4321, 5432, 4321, 6543]) rememberPort(folder, port, silentLog)
    expect(portsToTry(folder)).toEqual({ port: 4321, otherPorts: [6543, 0] })
  })

  test.each(['', 'many', '-1', '65536', '1.5'])('is any port when the file holds %j', (text) => {
    writeFileSync(join(folder, 'port'), text)
    expect(portsToTry(folder).port).toBe(0)
  })

  test('that cannot be written is logged and no more', () => {
    const warnings: string[] = []
    rememberPort(join(folder, 'missing'), 4321, {
      ...silentLog,
      warn: (_facts, message) => warnings.push(message)
    })
    expect(warnings).toEqual(['the port could not be remembered'])
  })
})
