import { chmod, mkdir, mkdtemp, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkCommand } from './commandLink.ts'

const script = "/Applications/Skein's.app/Contents/Resources/bin/skein"
let folder: string
let link: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-link-'))
  link = join(folder, 'local', 'bin', 'skein')
})
afterEach(async () => {
  await chmod(folder, 0o700)
  await rm(folder, { recursive: true })
})

test('the link is made, also where there was no folder for it, and again', async () => {
  expect(await linkCommand(script, link)).toEqual({ kind: 'linked' })
  expect(await readlink(link)).toBe(script)
  expect(await linkCommand(script, link)).toEqual({ kind: 'linked' })
})

test('one that leads to a copy of Skein elsewhere is led here', async () => {
  await mkdir(join(folder, 'local', 'bin'), { recursive: true })
  await symlink('/Users/x/Old/Skein.app/Contents/Resources/bin/skein', link)
  expect(await linkCommand(script, link)).toEqual({ kind: 'linked' })
  expect(await readlink(link)).toBe(script)
})

test('what is not Skein’s is left alone', async () => {
  await mkdir(join(folder, 'local', 'bin'), { recursive: true })
  await writeFile(link, '#!/bin/sh\n')
  expect(await linkCommand(script, link)).toEqual({ kind: 'taken', path: link })
  await rm(link)
  await symlink('/opt/other/skein', link)
  expect(await linkCommand(script, link)).toEqual({ kind: 'taken', path: link })
})

test('an app that is not where it will stay is not linked to', async () => {
  for (const place of ['/Volumes/Skein 0.1.0', '/private/var/folders/x/AppTranslocation/y/d']) {
    const there = join(place, 'Skein.app/Contents/Resources/bin/skein')
    expect(await linkCommand(there, link)).toEqual({ kind: 'moves' })
  }
})

test('where only an administrator may write, the command for it is told', async () => {
  await chmod(folder, 0o500)
  // Root may write there all the same, but nobody may make a folder in /sys.
  const place = process.getuid?.() === 0 ? '/sys/skein/bin/skein' : link
  expect(await linkCommand(script, place)).toEqual({
    kind: 'forbidden',
    command: `sudo mkdir -p ${dirname(place)} && sudo ln -sf '/Applications/Skein'\\''s.app/Contents/Resources/bin/skein' ${place}`
  })
})

test('any other fault is told as it is', async () => {
  await writeFile(join(folder, 'local'), 'a file')
  await expect(linkCommand(script, link)).rejects.toThrow('ENOTDIR')
})
