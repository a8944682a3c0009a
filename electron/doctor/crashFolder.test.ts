import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { crashFolder, listDumps, pruneDumps } from './crashFolder.ts'

let data: string
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'skein crashes ü '))
})
afterEach(() => rmSync(data, { recursive: true, force: true }))

function dump(name: string, seconds: number): void {
  const path = join(crashFolder(data), name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, 'MDMP')
  writeFileSync(path.replace('.dmp', '.meta'), '')
  utimesSync(path, seconds, seconds)
}

test('no folder, no dumps', async () => {
  expect(await listDumps(crashFolder(data))).toEqual([])
  expect(await pruneDumps(crashFolder(data))).toEqual([])
})

test('the newest five stay, wherever this system puts them, and the others go with what is beside them', async () => {
  for (let age = 1; age <= 7; age += 1) dump(join(age % 2 === 0 ? 'pending' : 'completed', `${age}.dmp`), age)
  writeFileSync(join(crashFolder(data), 'settings.dat'), '')
  const left = await pruneDumps(crashFolder(data))
  expect(left.map(({ path }) => basename(path))).toEqual(['7.dmp', '6.dmp', '5.dmp', '4.dmp', '3.dmp'])
  expect(await listDumps(crashFolder(data))).toEqual(left)
  expect(existsSync(join(crashFolder(data), 'completed', '1.meta'))).toBe(false)
  expect(existsSync(join(crashFolder(data), 'completed', '3.meta'))).toBe(true)
  expect(existsSync(join(crashFolder(data), 'settings.dat'))).toBe(true)
})
