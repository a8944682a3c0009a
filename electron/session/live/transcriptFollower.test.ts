import { appendFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Page } from '../../../shared/page.ts'
import { systemClock } from '../../clock.ts'
import { silentLog } from '../../log.ts'
import { seeFiles } from '../past/countedFiles.ts'
import { TranscriptFollower } from './transcriptFollower.ts'

let folder: string
let file: string
let follower: TranscriptFollower
let pages: string[]
let rests: number
let whenGrown: () => void

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-follow-'))
  file = join(folder, 'session.jsonl')
  pages = []
  rests = 0
  whenGrown = () => undefined
  follower = new TranscriptFollower({
    past: {
      file: () => Promise.resolve(file),
      seen: () => seeFiles([file]),
      page: async (): Promise<Page> => ({
        messages: [
          {
            id: 'm',
            role: 'user',
            content: [{ type: 'text', text: await readFile(file, 'utf8').catch(() => '') }],
            createdAt: '2026-11-30T10:00:00.000Z',
            isStreaming: false
          }
        ],
        before: null
      })
    },
    clock: systemClock,
    log: silentLog,
    grown: ({ messages: [message] }) => {
      const [block] = message?.content ?? []
      pages.push(block?.type === 'text' ? block.text : '')
      whenGrown()
    },
    rested: () => {
      rests += 1
    }
  })
})

afterEach(async () => {
  await follower.close()
  await rm(folder, { recursive: true, force: true })
})

const growth = (): Promise<void> =>
  new Promise((resolve) => {
    whenGrown = resolve
  })

it('what is appended while another has it is read, without being asked for', async () => {
  await writeFile(file, 'one ')
  const first = growth()
  follower.hold(true)
  await first
  const second = growth()
  await appendFile(file, 'two ')
  await second
  expect(pages).toEqual(['one ', 'one two '])
})

it('when it is let go of it is read a last time, and no more', async () => {
  await writeFile(file, 'one ')
  const first = growth()
  follower.hold(true)
  await first
  await appendFile(file, 'last ')
  follower.hold(false)
  await follower.settled
  await appendFile(file, 'mine')
  await follower.settled
  expect(pages.at(-1)).toBe('one last ')
})

it('a transcript that is not there yet is found when it comes', async () => {
  file = join(folder, 'later', 'session.jsonl')
  const empty = growth()
  follower.hold(true)
  await empty
  await mkdir(dirname(file))
  const first = growth()
  await writeFile(file, 'here')
  await first
  expect(pages.at(-1)).toBe('here')
})
