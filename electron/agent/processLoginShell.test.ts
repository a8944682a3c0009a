import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { parseEnvironment } from './processAskShell.ts'
import { createLoginShell } from './processLoginShell.ts'
import { listProcesses } from './processTable.ts'

describe.skipIf(process.platform === 'win32')('the login shell', () => {
  let folder: string

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'skein-shell-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  /** A shell that runs `script` with the command it was given in `$2`. */
  async function shell(script: string): Promise<string> {
    const file = path.join(folder, 'shell')
    await writeFile(file, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
    return file
  }

  function ask(
    file: string,
    clock: Clock = systemClock
  ): () => ReturnType<ReturnType<typeof createLoginShell>> {
    return createLoginShell({ env: { SHELL: file, PATH: '/usr/bin:/bin' }, clock, log: silentLog })
  }

  it('tells what its files set, whatever else they print', async () => {
    const file = await shell(
      `echo "welcome"; echo "A=not this"; export MINE='two\nlines'; eval "$2"; echo bye`
    )
    expect(await ask(file)()).toEqual({ SHELL: file, PATH: '/usr/bin:/bin', MINE: 'two\nlines' })
  })

  it('passes on what it told, once, and nothing when it did not answer', async () => {
    const told: unknown[] = []
    const listen = (file: string): (() => Promise<unknown>) =>
      createLoginShell({
        env: { SHELL: file },
        clock: systemClock,
        log: silentLog,
        onTold: (environment) => told.push(environment['MINE'])
      })
    const read = listen(await shell(`export MINE=yes; eval "$2"`))
    await Promise.all([read(), read()])
    await listen(await shell('exit 1'))()
    expect(told).toEqual(['yes'])
  })

  it('is started at home, not in the folder Skein was started in', async () => {
    const file = await shell('export MINE="$(pwd -P)"; eval "$2"')
    const read = createLoginShell({
      env: { SHELL: file, PATH: '/usr/bin:/bin', HOME: folder },
      clock: systemClock,
      log: silentLog
    })
    expect((await read())['MINE']).toBe(await realpath(folder))
  })

  it('is heard out when it ends before all it has printed could be read', async () => {
    const file = await shell(`(sleep 0.2; export MINE=late; eval "$2") & exit 0`)
    expect(await ask(file)()).toMatchObject({ MINE: 'late' })
  })

  it('is asked once', async () => {
    const file = await shell(`echo x >> ${path.join(folder, 'asked')}; eval "$2"`)
    const read = ask(file)
    await Promise.all([read(), read()])
    await read()
    expect(await readFile(path.join(folder, 'asked'), 'utf8')).toBe('x\n')
  })

  it('one that asks a question is ended after its time, with what it started', async () => {
    const started = path.join(folder, 'started')
    const file = await shell(
      `sleep 1000 & echo $! > ${started}.part; mv ${started}.part ${started}; sleep 1000`
    )
    const clock: Clock = {
      now: () => new Date(),
      setTimeout: (callback) => {
        // The time is up as soon as the shell is well under way.
        void (async () => {
          await readWhenThere(started)
          callback()
        })()
        const timer = { cancel: () => undefined, unref: () => timer }
        return timer
      }
    }
    expect(await ask(file, clock)()).toEqual({})
    const pid = Number(await readFile(started, 'utf8'))
    // Killed is not yet gone; were it alive, this would wait for ever.
    while ((await listProcesses()).some((entry) => entry.pid === pid)) await new Promise(setImmediate)
    expect(pid).toBeGreaterThan(0)
  })

  it.each(['exit 1', 'echo "no such option"', ''])(
    'one that cannot do it (%s) tells nothing',
    async (script) => {
      expect(await ask(await shell(script))()).toEqual({})
    }
  )

  it('no shell, or none that exists, tells nothing', async () => {
    expect(await ask('/nowhere/shell')()).toEqual({})
    expect(await createLoginShell({ env: {}, clock: systemClock, log: silentLog })()).toEqual({})
  })
})

it('reads only what stands between the marks', () => {
  expect(parseEnvironment('A=1\0--B=2\0C=x=y\0PWD=/x\0bad\0--D=4', '--')).toEqual({ B: '2', C: 'x=y' })
  expect(parseEnvironment('A=1\0--', '--')).toBe(null)
})

async function readWhenThere(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text !== '') return text
    await new Promise((resolve) => setImmediate(resolve))
  }
}
