/** A data folder that is read only, full, gone, newer, or called something unusual: the server starts or says why. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { DoctorReport } from '../../shared/doctor.ts'

const Ready = z.object({ url: z.string(), token: z.string() })
const root = join(import.meta.dirname, '..', '..')

let home: string
let children: ReturnType<typeof spawn>[] = []
beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'skein-profile-')), 'Zoë Müller’s 家 & co')
  mkdirSync(home)
})
afterEach(async () => {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null
  )) {
    child.kill('SIGKILL')
    await once(child, 'close')
  }
  children = []
  rmSync(join(home, '..'), { recursive: true, force: true })
})

function start(disk?: { under: string; code: string }) {
  const broken = pathToFileURL(join(import.meta.dirname, 'brokenDisk.ts')).href
  const child = spawn(
    process.execPath,
    [
      ...(disk ? ['--import', broken] : []),
      join(root, 'electron', 'headless.ts'),
      '--port',
      '0',
      '--agent',
      'guide'
    ],
    {
      env: {
        PATH: process.env['PATH'],
        HOME: home,
        USERPROFILE: home,
        APPDATA: join(home, 'AppData'),
        SystemRoot: process.env['SystemRoot'],
        SKEIN_LOG: 'info',
        ...(disk && { SKEIN_TEST_DISK: JSON.stringify(disk) })
      },
      stdio: ['ignore', 'pipe', 'pipe']
    }
  )
  children.push(child)
  const written: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => void written.push(text))
  return { child, stderr: () => written.join('') }
}

async function ready(child: ReturnType<typeof start>['child']): Promise<z.infer<typeof Ready>> {
  const [line]: unknown[] = await once(createInterface({ input: child.stdout }), 'line')
  return Ready.parse(JSON.parse(String(line)))
}

async function findings({ url, token }: z.infer<typeof Ready>) {
  const response = await fetch(new URL('/api/doctor', url), { headers: { authorization: `Bearer ${token}` } })
  return DoctorReport.parse(await response.json())
}

test.skipIf(process.platform !== 'linux')(
  'a home with blanks, quotes and letters of all kinds is a home like any other',
  async () => {
    const { child } = start()
    const server = await ready(child)
    const { findings: found, text } = await findings(server)
    const data = join(home, '.local', 'share', 'Skein')
    expect(existsSync(join(data, 'skein.db'))).toBe(true)
    expect(found.find(({ id }) => id === 'data_folder')).toMatchObject({ state: 'ok' })
    expect(found.filter(({ state }) => state === 'bad').map(({ id }) => id)).toEqual([])
    // Its owner's name is in no report.
    expect(text).toContain('~/.local/share/Skein')
    expect(text).not.toContain('Müller')
    expect(readFileSync(join(data, 'logs', 'skein.log'), 'utf8')).toContain('"serving"')
  }
)

test.each([
  ['EROFS', 'its disk can only be read'],
  ['ENOSPC', 'its disk is full'],
  ['EACCES', 'you may not write there'],
  ['EIO', 'its disk does not answer as it should']
])('%s: %s, says the server, and ends with 1', async (code, words) => {
  const { child, stderr } = start({ under: home, code })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(stderr()).toContain('Skein could not start: The data folder ')
  expect(stderr()).toContain(words)
  expect(stderr()).toContain('choose another folder with --data or SKEIN_DATA.')
})

test('a network drive that is gone holds nobody for ever', async () => {
  const { child, stderr } = start({ under: home, code: 'HANG' })
  expect(await once(child, 'close')).toEqual([1, null])
  expect(stderr()).toContain('does not answer. If it lies on a network drive, connect the drive')
})

test.skipIf(process.platform !== 'linux')(
  'a database of a newer version is left alone, and the app says so',
  async () => {
    const data = join(home, '.local', 'share', 'Skein')
    mkdirSync(data, { recursive: true })
    const database = new SQLite(join(data, 'skein.db'))
    database.pragma('user_version = 9999')
    database.close()
    const before = readFileSync(join(data, 'skein.db'))
    const { child } = start()
    const { findings: found } = await findings(await ready(child))
    expect(found.find(({ id }) => id === 'database')).toMatchObject({
      state: 'bad',
      detail: expect.stringContaining('made by a newer version of Skein')
    })
    expect(readFileSync(join(data, 'skein.db'))).toEqual(before)
  }
)
