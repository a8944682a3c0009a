import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { AgentId, SessionId } from '../../../shared/ids.ts'
import { temporaryFolder } from '../../../tests/support/store/testStore.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { ourTranscripts } from '../../agent/ourTranscripts.ts'
import { HistoryIndex } from '../index/historyIndex.ts'
import { HistoryWork } from './historyWork.ts'
import type { FromWork } from './messages.ts'
import type { HistoryFile, Stage } from './stage.ts'

const id = (n: number): SessionId => SessionId.parse(`0a0a0a0a-0000-4000-8000-${String(n).padStart(12, '0')}`)
const agent = AgentId.parse('claude')
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Sessions 1, 2, … of which the first is the newest, and a stage that takes a file when it is let. */
class Scene implements Stage {
  readonly name = 'scene'
  readonly folder = temporaryFolder()
  readonly said: FromWork[] = []
  readonly taken: SessionId[] = []
  readonly source = claudeTranscripts({ home: () => Promise.resolve(this.folder) })
  readonly work: HistoryWork
  sweeps = 0
  #held: (() => void) | null = null
  #isHolding = false
  #watchers = new Set<() => void>()

  constructor(sessions: number) {
    for (let n = 1; n <= sessions; n += 1) this.write(n)
    this.work = new HistoryWork({
      sources: [{ agent, source: this.source }],
      ours: ourTranscripts({ dataDir: this.folder }),
      index: HistoryIndex.open(join(this.folder, 'history.db'), log),
      parts: () => Promise.resolve({ stages: [this], handlers: [] }),
      say: (message) => {
        this.said.push(message)
        this.#tellWatchers()
      },
      log
    })
    onTestFinished(async () => {
      this.release()
      this.work.hear({ type: 'close' })
      await this.until(() => this.said.some(({ type }) => type === 'closed'))
    })
  }

  write(n: number, words = 'Plant beans'): HistoryFile {
    const folder = join(this.folder, 'projects', '-g')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, `${id(n)}.jsonl`)
    const line = JSON.stringify({ type: 'user', cwd: this.folder, message: { role: 'user', content: words } })
    writeFileSync(file, `${line}\n`)
    utimesSync(file, 1_000 - n, 1_000 - n)
    return {
      file,
      agent,
      source: this.source,
      sessionId: id(n),
      bytes: line.length + 1,
      mtimeMs: (1_000 - n) * 1_000
    }
  }

  async take({ sessionId }: HistoryFile): Promise<void> {
    this.taken.push(sessionId)
    this.#tellWatchers()
    if (!this.#isHolding) return
    await new Promise<void>((resolve) => {
      this.#held = resolve
    })
  }

  swept(): Promise<void> {
    this.sweeps += 1
    this.#tellWatchers()
    return Promise.resolve()
  }

  close(): void {
    this.release()
  }

  /** The next file that is taken is held until `release`. */
  hold(): void {
    this.#isHolding = true
  }

  release(): void {
    this.#isHolding = false
    this.#held?.()
  }

  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return
        this.#watchers.delete(look)
        resolve()
      }
      this.#watchers.add(look)
      look()
    })
  }

  #tellWatchers(): void {
    for (const look of this.#watchers) look()
  }
}

test('what changes is taken in before the rest of a walk that is under way', async () => {
  const at = new Scene(3)
  at.hold()
  at.work.walk()
  await at.until(() => at.taken.length === 1)
  at.work.changed([at.write(9, 'Sow the parsnips')])
  at.release()
  await at.until(() => at.sweeps === 1)
  expect(at.taken).toEqual([1, 9, 2, 3].map(id))
  const found = at.said.flatMap((message) => (message.type === 'found' ? message.sessions : []))
  expect(found.at(-1)).toMatchObject({ sessionId: id(9), head: { firstWords: 'Sow the parsnips' } })
})

test('a walk that somebody waits for does not wait for the one before', async () => {
  const at = new Scene(3)
  at.hold()
  at.work.walk()
  await at.until(() => at.taken.length === 1)
  at.work.walk()
  at.release()
  await at.until(() => at.sweeps === 1)
  expect(at.taken).toEqual([1, 1, 2, 3].map(id))
  expect(at.said.filter(({ type }) => type === 'walked').length).toBe(2)
})

test('one that only makes sure waits for nobody and holds nobody up', async () => {
  const at = new Scene(2)
  at.hold()
  at.work.walk()
  await at.until(() => at.taken.length === 1)
  at.work.walkAtRest()
  at.release()
  await at.until(() => at.sweeps === 1)
  expect(at.taken).toEqual([1, 2].map(id))
})

test('folders that were asked about are looked at again at each walk', async () => {
  const at = new Scene(1)
  const gone = join(at.folder, 'gone')
  const missing = (): unknown[] =>
    at.said.flatMap((message) => (message.type === 'walked' ? [message.missing] : []))
  at.work.hear({ type: 'walk', paths: [gone] })
  await at.until(() => at.sweeps === 1)
  at.work.walk()
  await at.until(() => at.sweeps === 2)
  mkdirSync(gone)
  at.work.walk()
  await at.until(() => at.sweeps === 3)
  expect(missing()).toEqual([[gone], [gone], []])
})

test('what is told again is counted again, and what is gone is not told', async () => {
  const at = new Scene(2)
  at.work.walk()
  await at.until(() => at.sweeps === 1)
  rmSync(at.write(2).file)
  at.work.hear({ type: 'tell_again', sessionIds: [id(1), id(7)] })
  await at.until(() => at.taken.length === 3)
  expect(at.taken).toEqual([1, 2, 1].map(id))
})
