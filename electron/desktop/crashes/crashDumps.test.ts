import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Failure } from '../../../shared/errors.ts'
import { silentLog } from '../../log.ts'
import { collectCrashes, tellOfCrash } from './crashDumps.ts'

let dataDir: string
let told: Failure[]
let kept: Map<string, unknown>
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'skein crash ü '))
  told = []
  kept = new Map()
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const start = (): Promise<void> =>
  tellOfCrash({
    server: {
      remembered: (key) => kept.get(key) ?? null,
      remember: (key, value) => void kept.set(key, value),
      catalog: { tell: (problem) => void told.push(problem) }
    },
    dataDir,
    log: silentLog
  })

function dump(name: string, seconds: number): string {
  const folder = join(dataDir, 'crashes', 'completed')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), 'MDMP')
  utimesSync(join(folder, name), seconds, seconds)
  return join(folder, name)
}

test('dumps are collected in the data folder and sent nowhere', () => {
  const asked: unknown[] = []
  collectCrashes(
    { setPath: (...args) => void asked.push(args) },
    { start: (options) => void asked.push(options) },
    dataDir,
    silentLog
  )
  expect(asked).toEqual([['crashDumps', join(dataDir, 'crashes')], { uploadToServer: false }])
})

test('where they cannot be collected, the app starts all the same', () => {
  const refuse = (): never => {
    throw new Error('read only')
  }
  expect(() => collectCrashes({ setPath: refuse }, { start: refuse }, dataDir, silentLog)).not.toThrow()
})

test('a start without a crash says nothing', async () => {
  await start()
  expect([told, kept.size]).toEqual([[], 0])
})

test('the start after a crash says so once, with the place of the dump, and the next crash is told again', async () => {
  const first = dump('1.dmp', 1_800_000_000)
  await start()
  expect(told).toEqual([
    {
      code: 'crashed',
      message: expect.stringContaining(first),
      parameters: { at: 1_800_000_000_000, file: first }
    }
  ])
  await start()
  expect(told).toHaveLength(1)
  const second = dump('2.dmp', 1_800_000_100)
  await start()
  expect(told[1]?.message).toContain(second)
})

test('old dumps go', async () => {
  for (let age = 1; age <= 8; age += 1) dump(`${age}.dmp`, age)
  await start()
  expect(readdirSync(join(dataDir, 'crashes', 'completed')).toSorted()).toEqual(
    ['4', '5', '6', '7', '8'].map((age) => `${age}.dmp`)
  )
})
