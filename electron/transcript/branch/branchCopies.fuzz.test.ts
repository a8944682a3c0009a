/** A fork, or a rewind, holds exactly what the page showed up to that point, however oddly the records hang together. */
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { copyBranch, placeBefore, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { fuzzRuns, fuzzTimeout } from '../../../tests/attacks/support/fuzzRuns.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

const runs = { ...fuzzRuns(0.03), interruptAfterTimeLimit: 20_000 }
const timeout = fuzzTimeout(runs)
let serial = 0

interface Turn {
  /** Calls in one answer, each result hanging on its own. */
  readonly calls: number
  /** A row of the program's on the prompt, on which the next prompt hangs. */
  readonly late: 'none' | 'retry' | 'hook'
  readonly stopHook: boolean
  readonly compacts: boolean
  /** What was said instead first. */
  readonly left: boolean
  readonly begins: boolean
}

const turn: fc.Arbitrary<Turn> = fc.record({
  calls: fc.integer({ min: 0, max: 3 }),
  late: fc.constantFrom('none', 'none', 'retry', 'hook'),
  stopHook: fc.boolean(),
  compacts: fc.boolean(),
  left: fc.boolean(),
  begins: fc.boolean()
})

function conversation(turns: readonly Turn[]): Line[] {
  const lines: Line[] = []
  let parent: string | null = null
  const add = (line: Line): string => {
    lines.push({ ...line, timestamp: new Date(1_767_600_000_000 + lines.length * 1000).toISOString() })
    return String(line['uuid'])
  }
  const row = (uuid: string, on: string, fields: object): Line => ({
    parentUuid: on,
    isSidechain: false,
    ...fields,
    uuid
  })
  turns.forEach(({ calls, late, stopHook, compacts, left, begins }, n) => {
    if (left && parent !== null) {
      const gone = add(promptLine(`gone${n}`, parent))
      add(answerLine(`ga${n}`, gone, `mga${n}`, said('gone')))
    }
    const prompt = add(promptLine(`p${n}`, begins ? null : parent))
    parent = prompt
    const uses: string[] = []
    for (let call = 0; call < calls; call += 1) {
      parent = add(answerLine(`u${n}-${call}`, parent, `mu${n}`, toolUse(`t${n}-${call}`), call))
      uses.push(parent)
    }
    uses.forEach((use, call) => (parent = add(resultLine(`r${n}-${call}`, use, `t${n}-${call}`))))
    parent = add(answerLine(`a${n}`, parent, `m${n}`, said(`answer ${n}`)))
    if (late === 'retry' && calls === 0)
      parent = add(row(`e${n}`, prompt, { type: 'system', subtype: 'api_error', retryInMs: 1 }))
    if (late === 'hook' && calls === 0) {
      const hook = { type: 'hook_system_message', content: `late ${n}`, hookEvent: 'UserPromptSubmit' }
      parent = add(row(`h${n}`, prompt, { attachment: hook, type: 'attachment' }))
    } else if (stopHook) {
      parent = add(
        row(`s${n}`, parent, { type: 'system', subtype: 'stop_hook_summary', hookErrors: [`no ${n}`] })
      )
    }
    if (!compacts) return
    const boundary = { isSidechain: false, type: 'system', subtype: 'compact_boundary', content: 'Compacted' }
    add({ parentUuid: null, logicalParentUuid: parent, ...boundary, uuid: `b${n}` })
    parent = add({ ...promptLine(`c${n}`, `b${n}`, 'what was'), isCompactSummary: true })
  })
  return lines
}

const isResult = ({ content }: SessionMessage): boolean => content[0]?.type === 'tool_result'

/** A page, and the place in it of one of the messages that fit. */
async function pageOf(
  all: readonly Turn[],
  pick: number,
  fits: (message: SessionMessage) => boolean,
  written: (line: Line) => Line = (line) => line
): Promise<{ file: string; messages: SessionMessage[]; at: number; id: string }> {
  const file = await folder.write(toText(conversation(all).map(written)), `${(serial += 1)}.jsonl`)
  const { messages } = await readPage(file, { limit: 1000 })
  const fitting = messages.filter(fits)
  const id = fitting[pick % fitting.length]?.id ?? ''
  return { file, messages, at: messages.findIndex((message) => message.id === id), id }
}

const turns = fc.array(turn, { minLength: 1, maxLength: 4 })
const isPrompt = (message: SessionMessage): boolean => message.role === 'user' && !isResult(message)

it('a copy up to a message is the page up to there, with the results it asked for', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.nat(), async (all, pick) => {
      const isCopied = (message: SessionMessage): boolean => message.role === 'assistant' || isPrompt(message)
      const { file, messages, at, id } = await pageOf(all, pick, isCopied)
      const to = join(folder.path, `${serial}.copy`)
      expect(await copyBranch(file, { throughMessageId: id, to, sessionId: 'copy' })).toBe(true)
      const next = messages.findIndex((message, index) => index > at && !isResult(message))
      const right = messages.slice(0, next === -1 ? messages.length : next)
      expect((await readPage(to, { limit: 1000 })).messages).toStrictEqual(right)
    }),
    runs
  )
})

it('a session that goes back to before a prompt is the page in front of it', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.nat(), async (all, pick) => {
      const { file, messages, at, id } = await pageOf(all, pick, isPrompt)
      const place = await placeBefore(file, id)
      const head = place.kind === 'found' ? place.at : 'missing'
      const page = await readPage(file, { limit: 1000, head })
      expect(page.messages).toStrictEqual(messages.slice(0, at))
    }),
    runs
  )
})

it(
  'a copy up to a message is the page up to there, though nothing says what it follows',
  { timeout },
  async () => {
    const withoutParent = (line: Line): Line =>
      Object.fromEntries(Object.entries(line).filter(([key]) => key !== 'parentUuid'))
    const ways = [withoutParent, (line: Line): Line => ({ ...line, parentUuid: null })]
    await fc.assert(
      fc.asyncProperty(turns, fc.nat(), fc.constantFrom(...ways), async (all, pick, way) => {
        const isCopied = (message: SessionMessage): boolean =>
          message.role === 'assistant' || isPrompt(message)
        const { file, messages, at, id } = await pageOf(all, pick, isCopied, way)
        const to = join(folder.path, `${serial}.copy`)
        expect(await copyBranch(file, { throughMessageId: id, to, sessionId: 'copy' })).toBe(true)
        const next = messages.findIndex((message, index) => index > at && !isResult(message))
        const right = messages.slice(0, next === -1 ? messages.length : next)
        expect((await readPage(to, { limit: 1000 })).messages).toStrictEqual(right)
      }),
      runs
    )
  }
)

it('a copy up to what a hook said holds it, and nothing behind it', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(turns, fc.nat(), async (all, pick) => {
      const { file, messages, at, id } = await pageOf(all, pick, ({ notice }) => notice === 'hook')
      fc.pre(at !== -1)
      const to = join(folder.path, `${serial}.copy`)
      expect(await copyBranch(file, { throughMessageId: id, to, sessionId: 'copy' })).toBe(true)
      expect((await readPage(to, { limit: 1000 })).messages).toStrictEqual(messages.slice(0, at + 1))
    }),
    runs
  )
})
