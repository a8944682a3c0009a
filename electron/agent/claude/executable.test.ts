import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
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
