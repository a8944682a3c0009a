import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { commandEnvironment } from './processCommand.ts'
import { runCommand } from './runCommand.ts'
import { QuickClock, projectFolder } from '../../../tests/support/guideStage.ts'
import { de } from './words/de.ts'
import { en } from './words/en.ts'

const limits = { timeLimitMs: 600_000, outputLimit: 1_000 }

function run(
  command: string,
  { cwd = projectFolder(), clock = new QuickClock(), stop = new AbortController(), words = en } = {}
) {
  const shown: string[] = []
  const onProgress = (output: string): void => void shown.push(output)
  const outcome = runCommand(command, { cwd, clock, signal: stop.signal, onProgress, words }, limits)
  return { cwd, clock, stop, shown, outcome }
}

/** Whether a process runs; one that has ended and waits to be collected does not. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch {
    return false // no such process
  }
  const status = `/proc/${pid}/status`
  return !existsSync(status) || !/^State:\s+Z/m.test(readFileSync(status, 'utf8'))
}

async function pidIn(cwd: string, name: string): Promise<number> {
  const file = path.join(cwd, name)
  await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').endsWith('\n')).toBe(true)
  return Number(readFileSync(file, 'utf8'))
}

describe.skipIf(process.platform === 'win32')('a command', () => {
  test('runs in the project, by the shell, with both outputs in order', async () => {
    const { cwd, clock, outcome } = run('pwd; sleep 0.05; echo oops >&2; sleep 0.05; printf "%s" "héllo 👋"')
    expect(await outcome).toEqual({
      content: `${cwd}\noops\nhéllo 👋`,
      isError: false,
      conclusion: 'The command is done (exit code 0).'
    })
    expect(clock.waiting).toBe(0)
  })

  test('that fails says with which code', async () => {
    expect(await run('echo before; exit 3').outcome).toEqual({
      content: 'Exit code 3\nbefore\n',
      isError: true,
      conclusion: 'The command ended with exit code 3.'
    })
  })

  test('that is killed from elsewhere says by what', async () => {
    expect(await run('kill -9 $$').outcome).toEqual({
      content: 'Ended by SIGKILL',
      isError: true,
      conclusion: 'The command was ended by SIGKILL.'
    })
  })

  test('reads nothing: it meets the end of its input', async () => {
    expect((await run('cat; echo done').outcome).content).toBe('done\n')
  })

  test('that writes too much keeps the beginning and says how much there was', async () => {
    const { content, isError } = await run('head -c 500000 /dev/zero | tr "\\0" x').outcome
    expect([content, isError]).toEqual([
      `${'x'.repeat(1_000)}\n[Only the first 1000 bytes of 488 KB are kept.]`,
      false
    ])
  })

  test('that is stopped takes everything it started with it', async () => {
    const { cwd, stop, clock, outcome } = run('sleep 100 & echo $! > child; echo started; wait')
    const child = await pidIn(cwd, 'child')
    stop.abort()
    expect(await outcome).toEqual({
      content: 'Stopped before it was done\nstarted\n',
      isError: true,
      ending: { kind: 'stopped' },
      conclusion: 'The command was stopped.'
    })
    await expect.poll(() => lives(child)).toBe(false)
    expect(clock.waiting).toBe(0)
  })

  test('that does not want to stop is ended by force', async () => {
    const { cwd, stop, clock, outcome } = run('trap "" TERM; echo $$ > self; while :; do sleep 0.02; done')
    const self = await pidIn(cwd, 'self')
    stop.abort()
    expect(lives(self)).toBe(true)
    expect(clock.elapse(1_000)).toBe(true)
    expect((await outcome).conclusion).toBe('The command was stopped.')
    expect(lives(self)).toBe(false)
  })

  test('that takes too long is stopped', async () => {
    const { cwd, clock, outcome } = run('echo $$ > self; sleep 100')
    await pidIn(cwd, 'self')
    expect(clock.elapse(600_000)).toBe(true)
    expect(await outcome).toEqual({
      content: 'Stopped after 10 minutes',
      isError: true,
      conclusion: 'The command was stopped: it took longer than 10 minutes.'
    })
  })

  test('leaves nothing running in its group when it ends by itself', async () => {
    const { cwd, outcome } = run('sleep 100 & echo $! > child')
    expect((await outcome).isError).toBe(false)
    const child = await pidIn(cwd, 'child')
    await expect.poll(() => lives(child)).toBe(false)
  })

  test('cannot start in a folder that is gone, or with a NUL in it', async () => {
    expect(await run('echo x', { cwd: '/nowhere/at/all' }).outcome).toMatchObject({
      content: expect.stringMatching(/^Not started\n/),
      isError: true
    })
    expect(await run('echo \0').outcome).toMatchObject({ content: expect.stringMatching(/^Not started\n/) })
  })

  test('says in German as well what became of it', async () => {
    expect((await run('echo x', { cwd: '/nowhere/at/all', words: de }).outcome).content).toMatch(
      /^Nicht gestartet\n/
    )
    const { cwd, clock, outcome } = run('echo $$ > self; sleep 100', { words: de })
    await pidIn(cwd, 'self')
    expect(clock.elapse(600_000)).toBe(true)
    expect(await outcome).toMatchObject({ content: 'Nach 10 Minuten angehalten', isError: true })
  })

  test('that was stopped before it began does not begin', async () => {
    const stop = new AbortController()
    stop.abort()
    const { cwd, outcome } = run('touch made', { stop })
    expect((await outcome).content).toBe('Stopped before it was done')
    expect(existsSync(path.join(cwd, 'made'))).toBe(false)
  })
})

test('a command does not inherit how Skein was started', () => {
  expect(
    commandEnvironment({
      PATH: '/bin',
      SKEIN_DATA: '/d',
      ELECTRON_RUN_AS_NODE: '1',
      NODE_OPTIONS: '-r x',
      HOME: '/h'
    })
  ).toEqual({ PATH: '/bin', HOME: '/h' })
})
