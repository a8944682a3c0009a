import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs, {
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { describeHeld, takeFolderLock } from './folderLock.ts'
import { openDataFolder } from './openDataFolder.ts'

describe('the lock of a data folder', () => {
  let folder: string
  const lockFile = (): string => join(folder, 'skein.lock')
  /** A process id that was in use a moment ago. */
  const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid
  const deadHolder = (): string =>
    JSON.stringify({ pid: deadPid(), startedAt: new Date().toISOString(), startMark: null })
  /** Almost as long as somebody may take who writes it. */
  const aMomentAgo = (file: string): void => {
    const then = new Date(Date.now() - 1_800)
    utimesSync(file, then, then)
  }

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'skein-lock-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  test('is held by the first who takes it, and names the holder to the second', () => {
    expect(takeFolderLock(folder).kind).toBe('taken')
    expect(takeFolderLock(folder)).toMatchObject({
      kind: 'held',
      path: lockFile(),
      holder: { pid: process.pid }
    })
  })

  test('can be taken again once it was released', () => {
    const first = takeFolderLock(folder)
    if (first.kind === 'taken') first.lock.release()
    expect(existsSync(lockFile())).toBe(false)
    expect(takeFolderLock(folder).kind).toBe('taken')
  })

  test('is taken over from a process that is gone', () => {
    const holder = { pid: deadPid(), startedAt: new Date().toISOString(), startMark: null }
    writeFileSync(lockFile(), JSON.stringify(holder))
    expect(takeFolderLock(folder).kind).toBe('taken')
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(folder)).toEqual(['skein.lock'])
  })

  test('is taken over when its process id belongs to another process by now', () => {
    const holder = { pid: process.ppid, startedAt: new Date().toISOString(), startMark: 'another-boot:1' }
    writeFileSync(lockFile(), JSON.stringify(holder))
    expect(takeFolderLock(folder).kind).toBe('taken')
  })

  test('is taken over when the machine was started since', () => {
    const holder = { pid: process.ppid, startedAt: '2001-01-01T00:00:00.000Z', startMark: null }
    writeFileSync(lockFile(), JSON.stringify(holder))
    expect(takeFolderLock(folder).kind).toBe('taken')
  })

  test.each(['', '{', '{"pid":', JSON.stringify({ pid: process.ppid }).slice(0, -1)])(
    'half written ("%s") a moment ago is taken over when nobody finishes it',
    (half) => {
      writeFileSync(lockFile(), half)
      aMomentAgo(lockFile())
      expect(takeFolderLock(folder).kind).toBe('taken')
      expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
      expect(readdirSync(folder)).toEqual(['skein.lock'])
    }
  )

  test('is respected when its holder finishes writing it meanwhile', async () => {
    writeFileSync(lockFile(), '')
    const holder = { pid: process.pid, startedAt: new Date().toISOString(), startMark: null }
    const finish = `setTimeout(() => fs.writeFileSync(process.argv[1], process.argv[2]), 100)`
    const finishing = spawn(process.execPath, ['-e', finish, lockFile(), JSON.stringify(holder)])
    const finished = once(finishing, 'exit')
    expect(takeFolderLock(folder)).toEqual({ kind: 'held', path: lockFile(), holder })
    await finished
  })

  test.each<[string, (draft: string) => void]>([
    ['began to write it', (draft) => writeFileSync(draft, '')],
    ['wrote a half of it', (draft) => writeFileSync(draft, '{"pid":')],
    ['had written it', (draft) => writeFileSync(draft, deadHolder())],
    [
      'had given it its name',
      (draft) => {
        writeFileSync(draft, deadHolder())
        linkSync(draft, lockFile())
      }
    ]
  ])('is taken from whoever died when they %s, and nothing of theirs stays', (_when, leave) => {
    leave(`${lockFile()}.00000000-0000-4000-8000-000000000001.draft`)
    expect(openDataFolder(folder).kind).toBe('open')
    expect(JSON.parse(readFileSync(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid })
    expect(readdirSync(folder)).toEqual(['skein.lock'])
  })

  test('is taken on a disk that knows no second names', () => {
    const noLinks = vi.spyOn(fs, 'linkSync').mockImplementation(() => {
      throw Object.assign(new Error('EPERM: operation not permitted, link'), { code: 'EPERM' })
    })
    syncBuiltinESMExports()
    try {
      expect(takeFolderLock(folder).kind).toBe('taken')
      expect(takeFolderLock(folder)).toMatchObject({ kind: 'held', holder: { pid: process.pid } })
      expect(readdirSync(folder)).toEqual(['skein.lock'])
    } finally {
      noLinks.mockRestore()
      syncBuiltinESMExports()
    }
  })

  test('is taken over when nobody ever finished writing it', () => {
    writeFileSync(lockFile(), '{"pid":')
    const longAgo = new Date(Date.now() - 60_000)
    utimesSync(lockFile(), longAgo, longAgo)
    expect(takeFolderLock(folder).kind).toBe('taken')
  })

  test('of another process is left alone by release', () => {
    const taken = takeFolderLock(folder)
    writeFileSync(
      lockFile(),
      JSON.stringify({ pid: process.ppid, startedAt: new Date().toISOString(), startMark: null })
    )
    if (taken.kind === 'taken') taken.lock.release()
    expect(existsSync(lockFile())).toBe(true)
  })

  test('tells the second who holds the folder and what to do', () => {
    const holder = { pid: 4711, startedAt: new Date().toISOString(), startMark: null }
    expect(describeHeld('/data', { kind: 'held', path: '/data/skein.lock', holder })).toBe(
      'Process 4711 already runs Skein on /data. Use that one, stop it, or choose another folder with --data.'
    )
  })
})
