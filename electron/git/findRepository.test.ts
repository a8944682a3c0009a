import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { findRepository, repositoryAt } from './findRepository.ts'

function git(...args: readonly string[]): void {
  execFileSync('git', [...args], {
    stdio: 'pipe',
    env: {
      ...process.env,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_AUTHOR_NAME: 't',
      GIT_AUTHOR_EMAIL: 't@t',
      GIT_COMMITTER_NAME: 't',
      GIT_COMMITTER_EMAIL: 't@t'
    }
  })
}

describe('the repository of a folder', () => {
  test('is the nearest around it', async () => {
    const { folder, put } = temporaryProject()
    put({ 'in/deep/a.txt': '', 'nested/b.txt': '' })
    git('init', '--quiet', folder)
    git('init', '--quiet', join(folder, 'nested'))
    const gitFolder = join(folder, '.git')
    const outer = { top: folder, gitFolder, commonFolder: gitFolder, hashBytes: 20 }
    expect(await findRepository(folder)).toEqual(outer)
    expect(await findRepository(join(folder, 'in', 'deep'))).toEqual(outer)
    expect(await findRepository(join(folder, 'nested'))).toMatchObject({ top: join(folder, 'nested') })
    expect(await repositoryAt(join(folder, 'in'))).toBeNull()
  })

  test('is none in its own .git, in a folder that only looks like one, and where there is nothing', async () => {
    const { folder } = temporaryProject()
    git('init', '--quiet', folder)
    git('init', '--quiet', '--bare', join(folder, 'bare'))
    expect(await findRepository(join(folder, '.git', 'refs'))).toBeNull()
    expect(await findRepository(join(folder, 'bare'))).toMatchObject({ top: folder })
    expect(await findRepository(join(folder, 'gone'))).toBeNull()
  })

  test('is found through the .git file of a linked working tree and of a separate folder', async () => {
    const { folder } = temporaryProject()
    const main = join(folder, 'main')
    git('init', '--quiet', main)
    git('-C', main, 'commit', '--quiet', '--allow-empty', '--message', 'one')
    git('-C', main, 'worktree', 'add', '--quiet', '--detach', join(folder, 'linked'))
    git('init', '--quiet', '--separate-git-dir', join(folder, 'apart'), join(folder, 'tree'))
    expect(await findRepository(join(folder, 'linked'))).toEqual({
      top: join(folder, 'linked'),
      gitFolder: join(main, '.git', 'worktrees', 'linked'),
      commonFolder: join(main, '.git'),
      hashBytes: 20
    })
    expect(await findRepository(join(folder, 'tree'))).toMatchObject({ gitFolder: join(folder, 'apart') })
  })

  test('may name its objects by SHA-256', async () => {
    const { folder } = temporaryProject()
    git('init', '--quiet', '--object-format=sha256', folder)
    expect(await findRepository(folder)).toMatchObject({ hashBytes: 32 })
  })

  test.each(['//host/share', '\\\\host\\share', '\\\\?\\UNC\\host\\share', '/\\host', 'a\0b', '', 'nowhere'])(
    'is not looked for at %j',
    async (target) => {
      const { folder, put } = temporaryProject()
      put({ '.git': `gitdir: ${target}\n` })
      expect(await repositoryAt(folder)).toBeNull()
    }
  )

  test('is none whose common folder leads to another machine', async () => {
    const { folder } = temporaryProject()
    git('init', '--quiet', folder)
    writeFileSync(join(folder, '.git', 'commondir'), '//host/share\n')
    expect(await repositoryAt(folder)).toBeNull()
  })

  test.skipIf(process.platform === 'win32')('may have a .git that is a link', async () => {
    const { folder } = temporaryProject()
    git('init', '--quiet', join(folder, 'one'))
    mkdirSync(join(folder, 'two'))
    symlinkSync(join(folder, 'one', '.git'), join(folder, 'two', '.git'))
    expect(await repositoryAt(join(folder, 'two'))).toMatchObject({ top: join(folder, 'two') })
  })
})
