import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { temporaryProject } from '../../tests/support/files/temporaryProject.ts'
import { gitVersion } from './gitVersion.ts'
import { personsExcludes } from './personsExcludes.ts'
import { askGit, readGit } from './processGit.ts'
import type { GitWish } from './processGit.ts'

const never = new AbortController().signal

afterEach(() => {
  vi.unstubAllEnvs()
})

/** A git of the test's, the only one there is. */
function standIn(script: string): string {
  const { folder, put } = temporaryProject()
  put({ git: `#!/bin/sh\n${script}\n` })
  chmodSync(join(folder, 'git'), 0o755)
  vi.stubEnv('PATH', folder)
  return folder
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const wish = (more: Partial<GitWish> = {}): GitWish => ({
  args: ['some'],
  configuration: 'none',
  variables: {},
  signal: never,
  ...more
})

describe.skipIf(process.platform === 'win32')('git', () => {
  test('tells records as they come, whole even when a character is cut in two', async () => {
    standIn(String.raw`printf 'one\0t\303'; /bin/sleep 0.05; printf '\274\0rest'`)
    expect(await askGit(wish())).toEqual(['one', 'tü', 'rest'])
  })

  test('that ends badly says so', async () => {
    standIn('echo half; exit 3')
    await expect(askGit(wish())).rejects.toMatchObject({ name: 'GitFailed', exitCode: 3 })
  })

  test('that is not there says so', async () => {
    vi.stubEnv('PATH', '')
    await expect(askGit(wish())).rejects.toThrow('there is no git')
    expect(await gitVersion()).toBeNull()
  })

  test('that takes too long is ended', async () => {
    standIn('exec /bin/sleep 60')
    await expect(askGit(wish({ limitMs: 100 }))).rejects.toThrow('git took too long')
  })

  test.each(['one\\0', 'x'])('that goes on saying %j is ended', async (said) => {
    standIn(`while :; do printf '${said}${said}${said}${said}'; done`)
    await expect(askGit(wish({ mostBytes: 100_000 }))).rejects.toThrow('git said too much')
  })

  test('is ended when nobody reads on, and when the signal says so', async () => {
    const folder = standIn(
      `trap '' TERM; echo $$ > "$0.pid"; while :; do printf 'one\\0'; /bin/sleep 0.01; done`
    )
    for await (const batch of readGit(wish())) {
      expect(batch).toContain('one')
      break
    }
    const pid = Number(readFileSync(join(folder, 'git.pid'), 'utf8'))
    await expect.poll(() => isAlive(pid)).toBe(false)
    const stop = new AbortController()
    const stopped = askGit(wish({ signal: stop.signal }))
    stop.abort(new Error('enough'))
    await expect(stopped).rejects.toThrow('enough')
  })

  test('is asked for its version wherever Skein runs', async () => {
    standIn('echo "git version 2.47.1 (Apple Git-155)"')
    expect(await gitVersion()).toBe('2.47.1')
  })
})

describe('what a person ignores everywhere', () => {
  test('is what their own configuration names, or the usual file', async () => {
    const { folder, put } = temporaryProject()
    put({
      'home/.config/git/ignore': 'usual',
      'home/.gitconfig': '',
      'home/mine': 'named',
      'xdg/git/ignore': 'there'
    })
    vi.stubEnv('HOME', join(folder, 'home'))
    vi.stubEnv('XDG_CONFIG_HOME', '')
    expect(await personsExcludes(never)).toBe('usual')
    vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'xdg'))
    expect(await personsExcludes(never)).toBe('there')
    put({ 'home/more': '[core]\nexcludesFile = ~/mine\n', 'home/.gitconfig': '[include]\npath = more\n' })
    expect(await personsExcludes(never)).toBe('named')
    put({ 'home/.gitconfig': '[core]\nexcludesFile = /dev/zero\n' })
    expect(await personsExcludes(never)).toBeNull()
  })
})
