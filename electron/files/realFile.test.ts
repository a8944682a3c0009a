import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { realFile } from './realFile.ts'

let root: string
const at = (...names: string[]): string => path.join(root, ...names)

beforeEach(async () => {
  root = await realpath(await mkdtemp(path.join(tmpdir(), 'skein-real-')))
  await mkdir(at('p', 'src'), { recursive: true })
  await mkdir(at('outside'))
  await writeFile(at('p', 'src', 'a.ts'), 'a')
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

test('a file and a folder are where they are', async () => {
  expect(await realFile(at('p', 'src', 'a.ts'))).toBe(at('p', 'src', 'a.ts'))
  expect(await realFile(at('p', 'src'))).toBe(at('p', 'src'))
})

test('a file that is not there yet is in the folder that is, links resolved', async () => {
  await symlink(at('outside'), at('p', 'link'))
  expect(await realFile(at('p', 'new', 'deep', 'b.ts'))).toBe(at('p', 'new', 'deep', 'b.ts'))
  expect(await realFile(at('p', 'link', 'new', 'b.ts'))).toBe(at('outside', 'new', 'b.ts'))
})

test('a link is where it leads, and a folder that became one too', async () => {
  await writeFile(at('outside', 'a.ts'), 'evil')
  await rename(at('p', 'src'), at('p', 'old'))
  await symlink(at('outside'), at('p', 'src'))
  expect(await realFile(at('p', 'src', 'a.ts'))).toBe(at('outside', 'a.ts'))
})

const isWindows = process.platform === 'win32'

test.skipIf(isWindows).each([
  ['a link that leads nowhere', () => symlink(at('outside', 'not-yet'), at('p', 'odd'))],
  ['a link to itself', () => symlink(at('p', 'odd'), at('p', 'odd'))],
  ['a file with a second name', () => link(at('p', 'src', 'a.ts'), at('p', 'odd'))],
  ['a pipe', async () => void execFileSync('mkfifo', [at('p', 'odd')])],
  ['a device', () => symlink('/dev/null', at('p', 'odd'))]
])('%s: it cannot be told', async (_what, make) => {
  await make()
  expect(await realFile(at('p', 'odd'))).toBeNull()
})

test('what lies behind a file, and a name that is too long, cannot be told', async () => {
  expect(await realFile(at('p', 'src', 'a.ts', 'b'))).toBeNull()
  expect(await realFile(at('p', 'x'.repeat(300)))).toBeNull()
})

// Only there may a name be any bytes.
test.runIf(process.platform === 'linux')('a name that is no text cannot be told', async () => {
  await writeFile(Buffer.concat([Buffer.from(at('p', 'src', '')), Buffer.from([0x2f, 0xff])]), 'x')
  await symlink(Buffer.concat([Buffer.from(at('p', 'src', '')), Buffer.from([0x2f, 0xff])]), at('p', 'odd'))
  expect(await realFile(at('p', 'odd'))).toBeNull()
})
