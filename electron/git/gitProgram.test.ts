import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { gitProgram } from './gitProgram.ts'

describe.skipIf(process.platform === 'win32')('the git that is started', () => {
  const made = () => {
    const { folder, put } = temporaryProject()
    put({ 'first/git': '', 'second/git': '', 'third/git/inside': '', 'plain/git': '' })
    chmodSync(join(folder, 'first/git'), 0o755)
    chmodSync(join(folder, 'second/git'), 0o755)
    mkdirSync(join(folder, 'none'))
    const from = (...folders: string[]) => gitProgram({ PATH: folders.join(delimiter) })
    return { folder, from, at: (name: string) => join(folder, name) }
  }

  test('is the first on PATH that may run', async () => {
    const { from, at } = made()
    expect(await from(at('none'), at('third'), at('first'), at('second'))).toBe(at('first/git'))
    expect(await from(at('none'))).toBeNull()
    expect(await gitProgram({})).toBeNull()
  })

  test('is never one of a folder that is named relative to the current one', async () => {
    const { from, at } = made()
    const here = relative(process.cwd(), at('first'))
    expect(await from('', '.', here, './', 'first', at('second'))).toBe(at('second/git'))
    expect(await from('', '.', here)).toBeNull()
  })

  test.skipIf(process.getuid?.() === 0)('is none that may not run', async () => {
    const { from, at } = made()
    expect(await from(at('plain'), at('second'))).toBe(at('second/git'))
  })

  test('may be a link, as package managers make them', async () => {
    const { from, at } = made()
    mkdirSync(at('links'))
    symlinkSync(at('second/git'), at('links/git'))
    symlinkSync(at('nowhere'), at('none/git'))
    expect(await from(at('none'), at('links'))).toBe(at('links/git'))
  })
})

test.each(['', '.', 'tools', '\\tools', '\\\\host\\share', '//host/share', 'C:', 'C:tools'])(
  'on Windows it is not looked for in %j',
  async (folder) => {
    expect(await gitProgram({ Path: folder }, 'win32')).toBeNull()
  }
)

test('a file beside the program does not count', async () => {
  const { folder } = temporaryProject()
  writeFileSync(join(folder, 'git.bat'), '')
  expect(await gitProgram({ PATH: folder })).toBeNull()
})
