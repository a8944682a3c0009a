/** What of the disk is flushed for a turn: no more than ADR 28 says. Counted, for time depends on the machine. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import { answer, prompt, promptLine, said, toText } from '../../../tests/support/transcript/testTranscript.ts'
import { SessionId } from '../../../shared/ids.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { encodeProjectFolder } from '../../agent/claude/transcript/locate.ts'
import { ourTranscripts } from '../../agent/ourTranscripts.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import type * as flush from '../../machine/flush.ts'
import { SessionPast } from '../past/past.ts'
import { Journal } from './journal.ts'
import { accountFor } from './sessionPorts.ts'
import { StoreDoor } from './storeDoor.ts'

const told = vi.hoisted(() => ({ flushes: new Array<string>() }))

vi.mock('../../machine/flush.ts', async (original) => {
  const { flushFile, flushOwnFile, flushFolder, flushOpen, ...rest } = await original<typeof flush>()
  const noted = async <Value>(what: string, flushing: Promise<Value>): Promise<Value> => {
    if ((await flushing) !== false) told.flushes.push(what)
    return flushing
  }
  const folderToo = (folder: string): Promise<void> => noted(`${basename(folder)}/`, flushFolder(folder))
  return {
    ...rest,
    flushFile: (file: string) => noted(basename(file), flushFile(file)),
    flushOwnFile: (file: string) => noted(basename(file), flushOwnFile(file)),
    flushFolder: folderToo,
    flushOpen: (descriptor: number) => noted('journal', flushOpen(descriptor)),
    flushName: async (file: string, upTo: string) => {
      for (let folder = dirname(file); ; folder = dirname(folder)) {
        await folderToo(folder)
        if (folder === upTo || !folder.startsWith(upTo)) return
      }
    }
  }
})

const sessionId = SessionId.parse('5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9')
let root: string
let dataDir: string
let door: StoreDoor

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'skein-flushes-'))
  dataDir = join(root, 'data')
  mkdirSync(dataDir)
  door = new StoreDoor({
    file: join(dataDir, 'skein.db'),
    clock: systemClock,
    log: silentLog,
    onLoss: () => undefined,
    onTrouble: () => undefined
  })
  const projectId = door.use((store) => store.projects.upsert({ path: root, name: 'p' })).project.id
  door.use((store) =>
    store.sessions.insert({
      id: sessionId,
      projectId,
      agent: 'guide',
      permissionMode: 'default',
      model: null
    })
  )
  told.flushes = []
})
afterEach(() => {
  door.close()
  rmSync(root, { recursive: true, force: true })
})

/** What was flushed since it was asked last. */
function flushed(): readonly string[] {
  return told.flushes.splice(0).toSorted()
}

const settle = (past: SessionPast): Promise<unknown> => accountFor({ past, door, sessionId, previous: null })
const rest = { tools: null, sessionId, version: '0', log: silentLog, onLost: () => undefined }
const ours = `${sessionId}.jsonl`

it('a settled turn whose transcript we keep flushes it and the log of the database; their names once', async () => {
  const transcripts = ourTranscripts({ dataDir })
  const past = new SessionPast({ ...rest, transcripts, agent: 'guide', dataDir, cwd: root })
  past.keep([prompt('p1'), answer('a1', said('Yes'))])
  await settle(past)
  expect(flushed()).toEqual([ours, 'data/', 'data/', 'skein.db-wal', 'transcripts/'])
  past.keep([prompt('p2'), answer('a2', said('No'))])
  await settle(past)
  expect(flushed()).toEqual([ours, 'skein.db-wal'])
})

it('of what stands beside an agent’s own transcript only what has grown is flushed', async () => {
  const home = join(root, 'home')
  const folder = join(home, 'projects', encodeProjectFolder(root))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, ours), toText([promptLine('p1', null)]))
  const transcripts = claudeTranscripts({ home: () => Promise.resolve(home) })
  const past = new SessionPast({ ...rest, transcripts, agent: 'claude', dataDir, cwd: root })
  await past.supplement([prompt('p1'), answer('a1', said('cut'))], null)
  await settle(past)
  expect(flushed().filter((name) => name === ours)).toHaveLength(2)
  await settle(past)
  expect(flushed()).toEqual([ours, 'skein.db-wal'])
  await past.supplement([answer('a2', said('cut again'))], 'a1')
  await settle(past)
  expect(flushed()).toEqual([ours, ours, 'skein.db-wal'])
})

it('an acknowledged prompt flushes the journal and its name; where the folder is, once', async () => {
  const file = join(dataDir, 'journals', `${sessionId}.journal`)
  const header = { type: 'journal', version: 1, sessionId, cwd: root, session: sampleSession } as const
  const journal = new Journal(file, header)
  const turn = async (): Promise<readonly string[]> => {
    journal.append(['{}'])
    await journal.flush()
    return flushed()
  }
  expect(await turn()).toEqual(['data/', 'journal', 'journals/'])
  expect(await turn()).toEqual(['journal'])
  journal.remove()
  await journal.flush()
  expect(flushed()).toEqual(['journals/'])
  expect(await turn()).toEqual(['journal', 'journals/'])
  journal.close()
  rmSync(dirname(file), { recursive: true })
  expect(await turn()).toEqual(['data/', 'journal', 'journals/'])
  journal.close()
})
