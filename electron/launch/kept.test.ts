import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../log.ts'
import { keptToken } from './browserToken.ts'
import { portsToTry, rememberPort } from './rememberedPort.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-kept-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('the token of browser mode', () => {
  const file = (): string => join(folder, 'token')

  test('is the same at the next start', () => {
    const token = keptToken(folder)
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(keptToken(folder)).toBe(token)
  })

  test('is new in every folder', () => {
    const other = mkdtempSync(join(tmpdir(), 'skein-kept-'))
    expect(keptToken(other)).not.toBe(keptToken(folder))
    rmSync(other, { recursive: true })
  })

  test.each(['', 'short', 'x'.repeat(44), `${'x'.repeat(42)}!`])(
    'is replaced when the file holds %j',
    (text) => {
      writeFileSync(file(), text)
      const token = keptToken(folder)
      expect(readFileSync(file(), 'utf8')).toBe(`${token}\n`)
      expect(token).toMatch(/^[\w-]{43}$/)
    }
  )

  test.skipIf(process.platform === 'win32')(
    'can be read by its owner only, whatever the file was before',
    () => {
      keptToken(folder)
      chmodSync(file(), 0o644)
      keptToken(folder)
      expect(statSync(file()).mode & 0o777).toBe(0o600)
      writeFileSync(file(), 'damaged')
      chmodSync(file(), 0o644)
      keptToken(folder)
      expect(statSync(file()).mode & 0o777).toBe(0o600)
    }
  )
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
