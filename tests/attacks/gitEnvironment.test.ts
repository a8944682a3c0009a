/** What git is started with, told by a git that only notes it down: every call of the server, and none in the folder. */
import { chmodSync, existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { FileMatches } from '../../shared/files.ts'
import { Project } from '../../shared/session.ts'
import { TestServer } from '../contract/testServer.ts'
import { attack, pureGit } from './support/gitFolders.ts'
import type { Attack } from './support/gitFolders.ts'

let server: TestServer
let made: Attack
beforeAll(async () => {
  server = await TestServer.start()
  made = attack()
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await server.stop()
  made.remove()
})

/** What another program may have left in the environment, each of which names a program or another repository. */
const inherited = {
  GIT_DIR: '/nowhere',
  GIT_WORK_TREE: '/nowhere',
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'core.fsmonitor',
  GIT_CONFIG_VALUE_0: 'canary',
  GIT_CONFIG_PARAMETERS: "'core.fsmonitor'='canary'",
  GIT_EXTERNAL_DIFF: 'canary',
  GIT_EXEC_PATH: '/nowhere',
  GIT_TEMPLATE_DIR: '/nowhere',
  GIT_TRACE: '/nowhere/trace',
  GIT_TRACE2_EVENT: '/nowhere/trace',
  GIT_ALLOW_PROTOCOL: 'ext:file',
  GIT_SSH: 'canary',
  GIT_SSH_COMMAND: 'canary',
  GIT_PROXY_COMMAND: 'canary',
  GIT_ASKPASS: 'canary',
  SSH_ASKPASS: 'canary',
  GIT_EDITOR: 'canary',
  EDITOR: 'canary',
  VISUAL: 'canary',
  GIT_PAGER: 'canary',
  PAGER: 'canary',
  BROWSER: 'canary',
  LESSOPEN: '|canary'
}

interface Call {
  readonly args: string[]
  readonly cwd: string
  readonly env: ReadonlyMap<string, string>
}

test.skipIf(process.platform === 'win32')(
  'every git of the server is kept from programs, protocols and the folder it is asked about',
  async () => {
    const calls = join(made.folder, 'calls')
    const note = join(made.folder, 'programs', 'git')
    writeFileSync(
      note,
      `#!/bin/sh\nmkdir -p '${calls}'\nout='${calls}'/$$\n` +
        `{ pwd; printf '%s\\0' "$@"; } > "$out.args"\nenv -0 > "$out.env"\necho 'git version 2.47.1'\n`
    )
    chmodSync(note, 0o755)
    pureGit(made.project, 'update-index', '--split-index')
    // A planted one that the current folder, or an odd PATH, would lead to.
    const planted = join(made.project, 'git')
    writeFileSync(planted, `#!/bin/sh\necho planted >> '${join(made.folder, 'ran')}'\n`, { mode: 0o755 })
    for (const [name, value] of Object.entries(inherited)) vi.stubEnv(name, value)
    vi.stubEnv('PATH', ['', '.', join(made.folder, 'programs'), process.env['PATH'] ?? ''].join(delimiter))

    const { body } = await server.request('POST', '/api/projects', { path: made.project })
    const path = `/api/projects/${Project.parse(body).id}/files?query=&limit=50`
    await expect
      .poll(async () => FileMatches.parse((await server.get(path)).body).isComplete, { timeout: 20_000 })
      .toBe(true)
    await server.get('/api/doctor')
    await expect
      .poll(() => seen(calls).map(({ args }) => args.at(-1)), { timeout: 20_000 })
      .toContain('--version')

    const all = seen(calls)
    const asked = all.map(({ args }) => args.find((arg) => /^(?:config|ls-files|--version)$/u.test(arg)))
    expect(new Set(asked)).toEqual(new Set(['--version', 'config', 'ls-files']))
    expect(asked).not.toContain(undefined)
    for (const { args, cwd, env } of all) {
      expect(cwd).toBe('/')
      for (const setting of [
        'safe.bareRepository=explicit',
        'core.fsmonitor=false',
        'core.hooksPath=/dev/null',
        'protocol.allow=never'
      ]) {
        expect(args).toContain(setting)
      }
      expect(Object.fromEntries(env)).toMatchObject({
        GIT_NO_LAZY_FETCH: '1',
        GIT_ALLOW_PROTOCOL: 'none',
        GIT_OPTIONAL_LOCKS: '0',
        GIT_TERMINAL_PROMPT: '0',
        GIT_PAGER: 'cat',
        PAGER: 'cat'
      })
      expect(
        [...env.values()].filter((value) => value.includes('canary') || value.startsWith('/nowhere'))
      ).toEqual([])
      expect(env.get('GIT_DIR') ?? '/').not.toContain(made.project)
    }
    expect(made.hasRun()).toBe(false)
  }
)

function seen(folder: string): Call[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith('.env'))
    .map((name) => {
      const [cwd = '', ...rest] = readFileSync(join(folder, name.replace('.env', '.args')), 'utf8').split(
        '\n'
      )
      const variables = readFileSync(join(folder, name), 'utf8')
        .split('\0')
        .filter((line) => line.includes('='))
      const env = new Map(
        variables.map((line): [string, string] => [
          line.slice(0, line.indexOf('=')),
          line.slice(line.indexOf('=') + 1)
        ])
      )
      return { cwd, args: rest.join('\n').split('\0').slice(0, -1), env }
    })
}
