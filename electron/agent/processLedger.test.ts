import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { silentLog } from '../log.ts'
import { writeOwn } from '../machine/ownFiles.ts'
import { ProcessLedger } from './processLedger.ts'
import type { LedgerEntry } from './processLedger.ts'
import { PROCESS_MARK, descendantsOf, identityOf, listProcesses } from './processTable.ts'

/** So that a test can have the disk full. */
vi.mock('../machine/ownFiles.ts', async (original) => {
  const ownFiles = await original<{ writeOwn: typeof writeOwn }>()
  return { ...ownFiles, writeOwn: vi.fn(ownFiles.writeOwn) }
})

const gone = { pid: 1, identity: 'of a server that is gone' }

describe('ProcessLedger', () => {
  let dataDir: string
  let ledger: ProcessLedger
  const children: ChildProcess[] = []

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'skein-ledger-'))
    ledger = new ProcessLedger({ dataDir, log: silentLog })
  })
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    await ledger.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  function start(mark: string): { child: ChildProcess; pid: number; ended: Promise<unknown> } {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      env: { ...process.env, [PROCESS_MARK]: mark }
    })
    children.push(child)
    if (child.pid === undefined) throw new Error('it did not start')
    return { child, pid: child.pid, ended: once(child, 'exit') }
  }

  async function file(): Promise<unknown> {
    return JSON.parse(await readFile(path.join(dataDir, 'processes.json'), 'utf8'))
  }

  async function write(processes: readonly LedgerEntry[]): Promise<void> {
    await writeFile(path.join(dataDir, 'processes.json'), JSON.stringify({ version: 1, processes }))
  }

  /** As if the server that wrote the ledger had been killed. */
  async function disown(): Promise<void> {
    const place = path.join(dataDir, 'processes.json')
    const text = await readFile(place, 'utf8')
    await writeFile(place, text.replaceAll(/"owner":\{[^}]*\}/g, `"owner":${JSON.stringify(gone)}`))
  }

  it('writes down who runs and strikes out who ended, and no change is lost', async () => {
    const marks = Array.from({ length: 4 }, () => randomUUID())
    const started = marks.map((mark) => ({ mark, pid: start(mark).pid, sessionId: 's' }))
    const entries = await Promise.all(started.map((child) => ledger.add(child)))
    expect(await file()).toEqual({ version: 1, processes: expect.arrayContaining(entries) })
    expect(entries[0]).toEqual({
      ...started[0],
      identity: await identityOf(started[0]?.pid ?? 0),
      owner: { pid: process.pid, identity: await identityOf(process.pid) }
    })
    await Promise.all(marks.map((mark) => ledger.remove(mark)))
    expect([await file(), ledger.running()]).toEqual([{ version: 1, processes: [] }, []])
  })

  it('ends the child of a server that is gone', async () => {
    const mark = randomUUID()
    const { pid, ended } = start(mark)
    await write([{ pid, identity: (await identityOf(pid)) ?? '', mark, sessionId: 's', owner: gone }])
    expect(await ledger.reapOrphans()).toBe(1)
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect(await file()).toEqual({ version: 1, processes: [] })
  })

  it('leaves a process alone that only has the same number', async () => {
    const { child, pid } = start('another')
    await write([{ pid, identity: 'began at another time', mark: randomUUID(), sessionId: 's', owner: gone }])
    expect(await ledger.reapOrphans()).toBe(0)
    expect([child.exitCode, child.signalCode, await file()]).toEqual([
      null,
      null,
      { version: 1, processes: [] }
    ])
  })

  it('leaves the child of a server that lives', async () => {
    const mark = randomUUID()
    const { child, pid } = start(mark)
    await ledger.add({ pid, mark, sessionId: 's' })
    expect(await new ProcessLedger({ dataDir, log: silentLog }).reapOrphans()).toBe(0)
    expect([child.exitCode, child.signalCode, ledger.running().length]).toEqual([null, null, 1])
  })

  it('a child that ended before it was written down is not written down', async () => {
    const { child, pid, ended } = start('short')
    child.kill('SIGKILL')
    await ended
    expect(await ledger.add({ pid, mark: 'short', sessionId: 's' })).toBe(null)
  })

  it.skipIf(process.platform !== 'linux')(
    'ends what was announced and started when its server died before it could say more',
    async () => {
      const mark = ledger.newMark()
      await ledger.announce({ mark, sessionId: 's' })
      const { ended } = start(mark)
      await disown()
      const next = new ProcessLedger({ dataDir, log: silentLog })
      expect(await next.reapOrphans()).toBe(1)
      expect(await ended).toEqual([null, 'SIGKILL'])
      expect(await file()).toEqual({ version: 1, processes: [] })
    }
  )

  it.skipIf(process.platform !== 'linux').each([
    ['lost', () => rm(path.join(dataDir, 'processes.json'))],
    ['torn', () => writeFile(path.join(dataDir, 'processes.json'), '{"version":1,"proc')],
    [
      'a folder that stands in its place',
      async () => {
        await rm(path.join(dataDir, 'processes.json'))
        await mkdir(path.join(dataDir, 'processes.json'))
      }
    ],
    ['of a version nobody knows', () => writeFile(path.join(dataDir, 'processes.json'), '{"version":7}')]
  ])('ends what is ours when the ledger is %s, and nobody else', async (_what, damage) => {
    const other = new ProcessLedger({ dataDir: `${dataDir}-other`, log: silentLog })
    const stranger = start(other.newMark())
    const mark = ledger.newMark()
    const { pid, ended } = start(mark)
    await ledger.add({ pid, mark, sessionId: 's' })
    await damage()
    const next = new ProcessLedger({ dataDir, log: silentLog })
    const reaping = vi.spyOn(next, 'reapOrphans')
    await Promise.all([next.recover(), next.recover()])
    expect(reaping).toHaveBeenCalledTimes(1)
    expect(await ended).toEqual([null, 'SIGKILL'])
    expect([stranger.child.exitCode, stranger.child.signalCode]).toEqual([null, null])
  })

  it.skipIf(process.platform !== 'linux')(
    'what could not be written on a full disk is found all the same, and written when it can be',
    async () => {
      const place = path.join(dataDir, 'processes.json')
      await mkdir(place) // nothing can be put in the place of a folder
      const mark = ledger.newMark()
      const { pid, ended } = start(mark)
      await ledger.add({ pid, mark, sessionId: 's' })
      await rm(place, { recursive: true })
      expect(await new ProcessLedger({ dataDir, log: silentLog }).reapOrphans()).toBe(1)
      await ended
      const later = ledger.newMark()
      const { pid: second } = start(later)
      await ledger.add({ pid: second, mark: later, sessionId: 's' })
      await ledger.remove(mark)
      expect(await file()).toMatchObject({ processes: [{ pid: second, mark: later }] })
    }
  )

  it.skipIf(process.platform !== 'linux')(
    'what the file still says is not believed once the disk was full, so nobody is forgotten',
    async () => {
      const early = ledger.newMark()
      await ledger.add({ pid: start(early).pid, mark: early, sessionId: 's' })
      const late = ledger.newMark()
      const { pid, ended } = start(late)
      vi.mocked(writeOwn).mockImplementationOnce(() => {
        throw Object.assign(new Error('the disk is full'), { code: 'ENOSPC' })
      })
      await ledger.add({ pid, mark: late, sessionId: 's' })
      expect(await new ProcessLedger({ dataDir, log: silentLog }).reapOrphans()).toBe(2)
      expect(await ended).toEqual([null, 'SIGKILL'])
    }
  )

  it.skipIf(process.platform !== 'linux')(
    'does not take its own for orphans when the file is lost',
    async () => {
      const mark = ledger.newMark()
      const { child, pid } = start(mark)
      await ledger.add({ pid, mark, sessionId: 's' })
      await rm(path.join(dataDir, 'processes.json'))
      expect(await ledger.reapOrphans()).toBe(0)
      expect([child.exitCode, child.signalCode]).toEqual([null, null])
      expect(await file()).toMatchObject({ processes: [{ pid, mark }] })
    }
  )

  it.skipIf(process.platform === 'win32')(
    'ends the whole group of a leader that lives, its orphans that show no mark too',
    async () => {
      const mark = ledger.newMark()
      const pidFile = path.join(dataDir, 'orphan')
      const script = `(env -i /bin/sh -c 'echo $$ > ${pidFile}; exec sleep 1000' &) ; sleep 1000`
      const child = spawn('/bin/sh', ['-c', script], { stdio: 'ignore', detached: true })
      children.push(child)
      const written = async (): Promise<string> => readFile(pidFile, 'utf8').catch(() => '')
      await expect.poll(written).toMatch(/\n/)
      await ledger.add({ pid: child.pid ?? 0, mark, sessionId: 's' })
      await disown()
      expect(await new ProcessLedger({ dataDir, log: silentLog }).reapOrphans()).toBeGreaterThanOrEqual(2)
      expect((await listProcesses()).map(({ pid }) => pid)).not.toContain(Number(await written()))
    }
  )

  it('of a server that must end at once, what it started ends with it', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      stdio: 'ignore',
      detached: true
    })
    children.push(child)
    const ended = once(child, 'exit')
    await ledger.add({ pid: child.pid ?? 0, mark: ledger.newMark(), sessionId: 's' })
    ledger.endNow()
    expect(await ended).toEqual([null, 'SIGKILL'])
  })

  it.each(['', '{', '{"version":9}', '{"version":1,"processes":[{"pid":-1}]}'])(
    'a file that holds %j is begun anew',
    async (text) => {
      await writeFile(path.join(dataDir, 'processes.json'), text)
      expect(await ledger.reapOrphans()).toBe(0)
      const { pid } = start('m')
      expect(await ledger.add({ pid, mark: 'm', sessionId: 's' })).not.toBe(null)
    }
  )

  it('a folder that cannot be written is told in the log and stops nobody', async () => {
    const nowhere = new ProcessLedger({ dataDir: path.join(dataDir, 'processes.json', 'x'), log: silentLog })
    await writeFile(path.join(dataDir, 'processes.json'), '')
    const { pid } = start('m')
    expect(await nowhere.add({ pid, mark: 'm', sessionId: 's' })).toMatchObject({ pid, mark: 'm' })
    await nowhere.remove('m')
    expect(nowhere.running()).toEqual([])
  })
})

it('finds a whole family, and only it', () => {
  const entry = (pid: number, parent: number) => ({ pid, parent, identity: '' })
  expect(
    descendantsOf(2, [entry(1, 0), entry(2, 1), entry(3, 2), entry(4, 3), entry(5, 1), entry(6, 4)])
  ).toEqual([2, 3, 4, 6])
})

it('knows this process among all', async () => {
  const identity = await identityOf(process.pid)
  expect(await listProcesses()).toContainEqual({ pid: process.pid, parent: process.ppid, identity })
})
