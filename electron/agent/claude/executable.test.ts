import { chmod, chown, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findClaude } from './executable.ts'
import type { ExecutableSearch } from './executable.ts'

describe.skipIf(process.platform === 'win32')('findClaude', () => {
  let root: string
  let search: ExecutableSearch

  beforeEach(async () => {
    root = await realpath(await mkdtemp(path.join(os.tmpdir(), 'skein-find-')))
    search = {
      setting: null,
      searchPath: path.join(root, 'bin'),
      home: path.join(root, 'home'),
      platform: 'linux',
      arch: 'x64',
      moduleRoot: path.join(root, 'app', 'out', 'main')
    }
  })
  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })

  async function program(...parts: string[]): Promise<string> {
    const file = path.join(root, ...parts)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, '#!/bin/sh\n', { mode: 0o755 })
    return file
  }

  const ofTheSdk = ['app', 'node_modules', '@anthropic-ai', 'claude-agent-sdk-linux-x64', 'claude']

  it('takes the chosen program, then the one of the SDK, then the PATH, then known places', async () => {
    const known = await program('home', '.local', 'bin', 'claude')
    expect(await findClaude(search)).toEqual({ found: true, path: known })
    const onPath = await program('bin', 'claude')
    expect(await findClaude(search)).toEqual({ found: true, path: onPath })
    const sdk = await program(...ofTheSdk)
    expect(await findClaude(search)).toEqual({ found: true, path: sdk })
    const chosen = await program('mine', 'claude')
    expect(await findClaude({ ...search, setting: chosen })).toEqual({ found: true, path: chosen })
  })

  it('tries nothing else when the chosen program is not there', async () => {
    await program('bin', 'claude')
    expect(await findClaude({ ...search, setting: '/nowhere/claude' })).toMatchObject({
      found: false,
      reason: expect.stringContaining('/nowhere/claude')
    })
  })

  it('does not start what is packed into the app', async () => {
    await program('app.asar', 'node_modules', '@anthropic-ai', 'claude-agent-sdk-linux-x64', 'claude')
    const packed = { ...search, moduleRoot: path.join(root, 'app.asar', 'out', 'main') }
    expect(await findClaude(packed)).toMatchObject({ found: false })
  })

  it('does not take a folder, or a file that cannot be run', async () => {
    await mkdir(path.join(root, 'home', '.local', 'bin', 'claude'), { recursive: true })
    const file = await program('home', '.claude', 'local', 'claude')
    await writeFile(file, '', { mode: 0o644 })
    await rm(file)
    await writeFile(file, '', { mode: 0o644 })
    expect(await findClaude(search)).toMatchObject({ found: false })
  })

  const planted = ['node_modules', '@anthropic-ai', 'claude-agent-sdk-linux-x64', 'claude']

  it.each([
    ['a package mounted below /tmp', ['mount', 'resources', 'app.asar', 'out', 'main', 'chunks']],
    ['a package unpacked there', ['mount', 'resources', 'app.asar.unpacked', 'out', 'main']],
    ['sources', ['mount', 'skein', 'electron', 'agent', 'claude']],
    ['a build', ['mount', 'skein', 'out', 'main', 'chunks']],
    ['a folder that is neither', ['mount', 'skein', 'elsewhere']]
  ])('looks in no folder above %s', async (_what, moduleRoot) => {
    for (const above of [[], ['mount'], ['mount', 'resources']]) await program(...above, ...planted)
    await mkdir(path.join(root, ...moduleRoot), { recursive: true })
    const found = await findClaude({ ...search, moduleRoot: path.join(root, ...moduleRoot) })
    expect(found).toMatchObject({ found: false, reason: 'Claude Code was not found on this machine.' })
  })

  it.each(['', '.', './bin', 'bin', ':', '.:', 'bin:', '::bin:..'])(
    'takes nothing from the current folder with the PATH %j',
    async (searchPath) => {
      await program('claude')
      await program('bin', 'claude')
      const before = process.cwd()
      process.chdir(root)
      try {
        expect(await findClaude({ ...search, searchPath })).toMatchObject({ found: false })
        const chosen = await findClaude({ ...search, setting: './claude', searchPath })
        expect(chosen).toMatchObject({ found: false, reason: expect.stringContaining('./claude') })
      } finally {
        process.chdir(before)
      }
    }
  )

  describe('refuses what others may change', () => {
    it('says which folder it is, why, and what helps', async () => {
      const file = await program('bin', 'claude')
      await chmod(path.join(root, 'bin'), 0o777)
      expect(await findClaude(search)).toEqual({
        found: false,
        reason: `Claude Code (${file}) is not started: others could have changed it. Every user of this machine may write to the folder ${path.join(root, 'bin')}.`,
        remedy: `Close it to others (\`chmod go-w '${path.join(root, 'bin')}'\`), or choose another program in the settings, then try again.`,
        why: { why: 'unsafe', file, place: path.join(root, 'bin'), kind: 'folder', by: 'everyone' }
      })
    })

    it('and takes the next that only the person may change', async () => {
      await program('bin', 'claude')
      await chmod(path.join(root, 'bin'), 0o777)
      const known = await program('home', '.local', 'bin', 'claude')
      expect(await findClaude(search)).toEqual({ found: true, path: known })
    })

    it('chosen in the settings, too, whatever link leads there', async () => {
      const file = await program('open', 'deep', 'claude')
      await chmod(path.join(root, 'open'), 0o777)
      const link = path.join(root, 'link')
      await symlink(file, link)
      for (const setting of [file, link]) {
        expect(await findClaude({ ...search, setting })).toMatchObject({
          found: false,
          reason: expect.stringContaining(`The program chosen in the settings (${setting}) is not started`)
        })
      }
    })

    it.skipIf(process.getuid?.() !== 0)('that belongs to somebody else', async () => {
      const file = await program('bin', 'claude')
      await chown(file, 65_534, 65_534)
      expect(await findClaude(search)).toMatchObject({
        found: false,
        reason: expect.stringContaining(`The file ${file} belongs to another user`)
      })
    })

    it("and the SDK's, where everybody may write to the installation", async () => {
      await program(...ofTheSdk)
      await chmod(path.join(root, 'app', 'node_modules'), 0o777)
      expect(await findClaude(search)).toMatchObject({
        found: false,
        reason: expect.stringContaining(path.join(root, 'app', 'node_modules'))
      })
    })
  })

  it("starts the program behind npm's shim on Windows", async () => {
    const shim = await program('appdata', 'npm', 'claude.cmd')
    const windows = { ...search, platform: 'win32' as const, appData: path.join(root, 'appdata') }
    expect(await findClaude(windows)).toEqual({ found: true, path: shim })
    const target = await program(
      'appdata',
      'npm',
      'node_modules',
      '@anthropic-ai',
      'claude-code',
      'bin',
      'claude.exe'
    )
    expect(await findClaude(windows)).toEqual({ found: true, path: target })
  })
})
