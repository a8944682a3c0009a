import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { linkFolder, writeLinkFile } from './linkFile.ts'

const link = 'http://127.0.0.1:4711/?a=1&b="2"#token=secret'

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'skein-link-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

test('the link stands in a file and not in its name', () => {
  const { path } = writeLinkFile(link, folder())
  expect(path).not.toContain('secret')
  expect(readFileSync(path, 'utf8')).toContain(
    'content="0;url=http://127.0.0.1:4711/?a=1&amp;b=&quot;2&quot;#token=secret"'
  )
})

test.skipIf(process.platform === 'win32')('only its owner can read it', () => {
  expect(statSync(writeLinkFile(link, folder()).path).mode & 0o777).toBe(0o600)
})

test('it is removed, and each is another', () => {
  const place = folder()
  const [one, other] = [writeLinkFile(link, place), writeLinkFile(link, place)]
  expect(dirname(one.path)).toBe(place)
  expect(one.path).not.toBe(other.path)
  one.remove()
  one.remove()
  expect(existsSync(one.path)).toBe(false)
  other.remove()
  expect(readdirSync(place)).toEqual([])
})

test('a browser in a sandbox of its own can reach it', () => {
  expect(linkFolder('linux')).toBe(homedir())
  expect(linkFolder('darwin')).toBe(tmpdir())
})
