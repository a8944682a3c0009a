import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { silentLog } from '../../log.ts'
import { RememberedHome } from './rememberedHome.ts'

describe('the folder of Claude Code', () => {
  let dataDir: string
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'skein-home-'))
  })
  afterEach(() => rm(dataDir, { recursive: true, force: true }))

  const start = (env: NodeJS.ProcessEnv = { HOME: '/home/ada' }): RememberedHome =>
    new RememberedHome({ env, dataDir, log: silentLog })

  it('is not known before the shell has told it once', () => {
    const home = start()
    expect(home.path).toBeNull()
    home.learn({ PATH: '/bin' })
    expect(home.path).toBe(join('/home/ada', '.claude'))
  })

  it('is known at the next start', () => {
    start().learn({ CLAUDE_CONFIG_DIR: '/srv/claude' })
    expect(start().path).toBe('/srv/claude')
    start().learn({ HOME: '/of/the/shell' })
    expect(start().path).toBe(join('/home/ada', '.claude'))
  })

  it('is what the shell says now, not what it said', () => {
    start().learn({ CLAUDE_CONFIG_DIR: '/srv/old' })
    const home = start()
    home.learn({ CLAUDE_CONFIG_DIR: '/srv/new' })
    expect(home.path).toBe('/srv/new')
  })

  it('needs no shell where this process was told', () => {
    start().learn({ CLAUDE_CONFIG_DIR: '/srv/shell' })
    expect(start({ HOME: '/home/ada', CLAUDE_CONFIG_DIR: '/srv/own' }).path).toBe('/srv/own')
  })

  it('is still known in this run when it cannot be remembered', async () => {
    await rm(dataDir, { recursive: true })
    const home = start()
    home.learn({ CLAUDE_CONFIG_DIR: '/srv/claude' })
    expect(home.path).toBe('/srv/claude')
    expect(start().path).toBeNull()
  })
})
