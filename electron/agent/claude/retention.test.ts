import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { claudeRetention } from './retention.ts'
import { withNumber } from './retentionText.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'skein-retention-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const retention = () => claudeRetention({ home: () => Promise.resolve(home) })
const path = (): string => join(home, 'settings.json')

async function lengthen(days: number): Promise<string> {
  const { version, after } = await retention().preview(days)
  await retention().lengthen(days, version)
  expect(readFileSync(path(), 'utf8')).toBe(after)
  return after
}

it('is thirty days until the settings say otherwise', async () => {
  expect(await retention().look()).toEqual({ days: 30, path: path(), isChosen: false })
  writeFileSync(path(), '{"cleanupPeriodDays": 90}')
  expect(await retention().look()).toEqual({ days: 90, path: path(), isChosen: true })
  writeFileSync(path(), '{"cleanupPeriodDays": "many"}')
  expect(await retention().look()).toEqual({ days: 30, path: path(), isChosen: false })
})

it('makes the file where there is none', async () => {
  expect(await lengthen(365)).toBe('{\n  "cleanupPeriodDays": 365\n}\n')
})

it('changes one number and no other byte, keeps the mode, and writes behind a link', async () => {
  const real = join(home, 'dotfiles.json')
  writeFileSync(
    real,
    '{\r\n\t"a": {"cleanupPeriodDays": 3},\r\n\t"cleanupPeriodDays" : 40 , "b": "\\"x"}\r\n'
  )
  chmodSync(real, 0o644)
  symlinkSync(real, path())
  expect(await lengthen(365)).toBe(
    '{\r\n\t"a": {"cleanupPeriodDays": 3},\r\n\t"cleanupPeriodDays" : 365 , "b": "\\"x"}\r\n'
  )
  expect(statSync(real).mode & 0o777).toBe(0o644)
})

it.each([
  ['{}', '{\n  "k": 9\n}'],
  ['{"a":1}', '{"k": 9, "a":1}'],
  ['{\n    "a": [1, {"k": 2}]\n}\n', '{\n    "k": 9,\n    "a": [1, {"k": 2}]\n}\n'],
  ['{"k": 1, "k": -2.5e1}', '{"k": 1, "k": 9}'],
  ['{"a{": "}", "k":{"x":[1]}, "z": 1}', '{"a{": "}", "k":9, "z": 1}']
])('puts a number into %s', (before, after) => {
  expect(withNumber(before, 'k', 9)).toBe(after)
  expect(() => {
    JSON.parse(after)
  }).not.toThrow()
})

it('leaves what is no JSON, what has changed meanwhile, and what is longer already', async () => {
  writeFileSync(path(), '{ // mine\n}')
  await expect(retention().preview(365)).rejects.toMatchObject({ status: 409, code: 'settings_not_json' })
  writeFileSync(path(), '{"a": 1}')
  const { version } = await retention().preview(365)
  writeFileSync(path(), '{"a": 2}')
  await expect(retention().lengthen(365, version)).rejects.toMatchObject({ status: 409, code: 'conflict' })
  expect(readFileSync(path(), 'utf8')).toBe('{"a": 2}')
  await expect(retention().preview(30)).rejects.toMatchObject({ status: 400, code: 'not_longer' })
})
