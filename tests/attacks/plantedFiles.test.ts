/**
 * Links and files of other users where Skein keeps its own: a start is refused with a sentence, and what they lead to is
 * neither read nor written. The real server, in browser mode.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { root } from '../../scripts/run.ts'

const Ready = z.object({ url: z.url(), token: z.string() })
/** As a token is: it would be believed. */
const precious = 'K7gNU3sdo-OL0wNhqoVWhr3g6s1xYv72ol_pe3Unols\n'

let folder: string
let data: string
let target: string
let child: ChildProcess | null = null
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'skein-planted-files-')))
  data = join(folder, 'data')
  mkdirSync(data)
  target = join(folder, 'target')
  writeFileSync(target, precious, { mode: 0o644 })
})
afterEach(async () => {
  if (child !== null && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  child = null
  rmSync(folder, { recursive: true, force: true })
})

function start(...flags: readonly string[]) {
  const started = spawn(
    process.execPath,
    [join(root, 'electron', 'headless.ts'), '--data', data, '--agent', 'guide', ...flags],
    {
      env: { PATH: process.env['PATH'], HOME: folder, SKEIN_LOG: 'info' },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  child = started
  let stderr = ''
  started.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  return { started, stderr: () => stderr }
}

async function refusal(): Promise<string> {
  const { started, stderr } = start()
  started.stdout.once('data', () => started.kill('SIGKILL')) // it is ready: nothing was refused
  expect(await once(started, 'close')).toEqual([1, null])
  return stderr()
}

/** As it was: not read over, not written, not made readable or closed. */
function expectUntouched(): void {
  expect(readFileSync(target, 'utf8')).toBe(precious)
  expect(statSync(target).mode & 0o777).toBe(0o644)
}

describe.skipIf(process.platform === 'win32')('a data folder in which somebody has been', () => {
  // Each file and folder there is: launch/dataFolderGuard.test.ts.
  test.each(['token', 'port', 'claude-home', 'logs/skein.log', 'skein.db-wal'])(
    'is refused while %s is a link, and what it leads to is left alone',
    async (name) => {
      mkdirSync(dirname(join(data, name)), { recursive: true })
      symlinkSync(target, join(data, name))
      expect(await refusal()).toContain(
        `Skein could not start: The data folder ${data} cannot be used: ${join(data, name)} is a link`
      )
      expectUntouched()
    }
  )

  test('makes no file where a link leads to none', async () => {
    symlinkSync(join(folder, 'not there'), join(data, 'token'))
    expect(await refusal()).toContain('is a link')
    expect(existsSync(join(folder, 'not there'))).toBe(false)
  })

  test('is refused while a folder in it is a link', async () => {
    mkdirSync(join(folder, 'elsewhere'))
    symlinkSync(join(folder, 'elsewhere'), join(data, 'logs'))
    expect(await refusal()).toContain(`${join(data, 'logs')} is a link`)
    expect(readdirSync(join(folder, 'elsewhere'))).toEqual([])
  })

  test('is refused with a token that has a second name', async () => {
    linkSync(target, join(data, 'token'))
    expect(await refusal()).toContain(`${join(data, 'token')} has a second name`)
    expectUntouched()
  })

  test.skipIf(process.getuid?.() !== 0)('is refused with a token or a log of somebody else', async () => {
    for (const name of ['token', 'logs/skein.log']) {
      mkdirSync(dirname(join(data, name)), { recursive: true })
      writeFileSync(join(data, name), precious)
      chownSync(join(data, name), 65_534, 65_534)
      expect(await refusal()).toContain(`${join(data, name)} belongs to another user of this machine`)
      expect(readFileSync(join(data, name), 'utf8')).toBe(precious)
      rmSync(join(data, name))
    }
  })

  test('is refused where everybody could exchange it', async () => {
    chmodSync(folder, 0o777)
    expect(await refusal()).toContain(`Every user of this machine may write to the folder ${folder}`)
    expect(existsSync(join(data, 'token'))).toBe(false)
  })

  test('that was open to others is closed to them, and used', async () => {
    writeFileSync(join(data, 'token'), precious, { mode: 0o644 })
    chmodSync(data, 0o755)
    const { started } = start('--port', '0')
    const [line]: unknown[] = await once(createInterface({ input: started.stdout }), 'line')
    // What others may have read opens nothing any more.
    const { token } = Ready.parse(JSON.parse(String(line)))
    expect([token, readFileSync(join(data, 'token'), 'utf8')]).not.toContain(precious.trim())
    expect(readFileSync(join(data, 'token'), 'utf8')).toBe(`${token}\n`)
    expect([data, join(data, 'token')].map((path) => statSync(path).mode & 0o777)).toEqual([0o700, 0o600])
  })

  test('may be a link that the person made', async () => {
    mkdirSync(join(folder, 'big disk'))
    rmSync(data, { recursive: true })
    symlinkSync(join(folder, 'big disk'), data)
    const { started } = start('--port', '0')
    await once(createInterface({ input: started.stdout }), 'line')
    expect(existsSync(join(folder, 'big disk', 'skein.db'))).toBe(true)
  })
})
