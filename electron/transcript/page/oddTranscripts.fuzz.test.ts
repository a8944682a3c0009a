/** Odd but possible transcripts by the hundred: nothing visible is lost, counted twice, or changed. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readInPages, readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { fuzzRuns, fuzzTimeout } from '../../../tests/attacks/support/fuzzRuns.ts'
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

let serial = 0
const runs = { ...fuzzRuns(0.02), interruptAfterTimeLimit: 20_000 }
const timeout = fuzzTimeout(runs)

/** One record, and the message it is a part of as people see it. */
interface Written {
  readonly line: Line
  readonly message: string
  readonly isCounted: boolean
  readonly tokens: number
}

const time = (at: number): string =>
  new Date(Date.parse('2026-09-01T09:00:00.000Z') + at * 1000).toISOString()

/** Turns, one following the other; each says whether a tool is used and whether it is compacted behind it. */
function conversation(
  turns: readonly { readonly tool: boolean; readonly compacts: boolean; readonly hook: boolean }[]
): Written[] {
  const written: Written[] = []
  let parent: string | null = null
  const add = (line: Line, message: string, isCounted: boolean, tokens = 0): void => {
    written.push({ line: { ...line, timestamp: time(written.length) }, message, isCounted, tokens })
    const { uuid } = line
    parent = typeof uuid === 'string' ? uuid : parent
  }
  turns.forEach(({ tool, compacts, hook }, n) => {
    add(promptLine(`p${n}`, parent, `question ${n}`), `p${n}`, true)
    if (tool) {
      add(
        answerLine(`u${n}`, parent, `mu${n}`, toolUse(`t${n}`), 0, { input_tokens: 10, output_tokens: 1 }),
        `mu${n}`,
        true,
        11
      )
      add(resultLine(`r${n}`, parent, `t${n}`), `r${n}`, false)
    }
    add(
      answerLine(`a${n}`, parent, `m${n}`, said(`answer ${n}`), 0, { input_tokens: 20, output_tokens: 2 }),
      `m${n}`,
      true,
      22
    )
    if (hook)
      add(
        {
          parentUuid: parent,
          isSidechain: false,
          type: 'system',
          subtype: 'stop_hook_summary',
          hookErrors: [],
          uuid: `h${n}`
        },
        '',
        false
      )
    if (!compacts) return
    const boundary = {
      isSidechain: false,
      type: 'system',
      subtype: 'compact_boundary',
      content: 'Compacted',
      uuid: `b${n}`
    }
    add({ parentUuid: null, logicalParentUuid: parent, ...boundary }, `b${n}`, false)
    add({ ...promptLine(`s${n}`, `b${n}`, 'what was'), isCompactSummary: true }, '', false)
  })
  return written
}

const turn = fc.record({ tool: fc.boolean(), compacts: fc.boolean(), hook: fc.boolean() })
const turns = fc.array(turn, { minLength: 1, maxLength: 7 })

/** What page, pages and list say; pages must say what the page does. */
async function readingOf(text: string | Buffer): Promise<object> {
  const file = await folder.write(text, `${(serial += 1)}.jsonl`)
  const { messages } = await readPage(file, { limit: 1000 })
  for (const limit of [1, 3]) expect(await readInPages(file, limit)).toStrictEqual(messages)
  const { metadata } = await readMetadata(file, null)
  return { ids: messages.map(({ id }) => id), count: metadata.messageCount, tokens: metadata.totalTokens }
}

function rightReading(written: readonly Written[]): object {
  return {
    ids: written.map(({ message }) => message).filter((id) => id !== ''),
    count: written.filter(({ isCounted }) => isCounted).length,
    tokens: written.reduce((sum, { tokens }) => sum + tokens, 0)
  }
}

const linesOf = (written: readonly Written[]): readonly Line[] => written.map(({ line }) => line)

it('what is written down once more is read once', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(
      turns,
      turns,
      fc.nat(),
      fc.integer({ min: 1, max: 3 }),
      async (before, after, cut, times) => {
        const whole = conversation([...before, ...after])
        const first = conversation(before)
        // The history so far, or its beginning, once or several times more; what follows follows its last record.
        const copied = first.slice(0, 1 + (cut % first.length))
        const copies = Array.from({ length: times }, () => linesOf(copied)).flat()
        const text = toText([...linesOf(first), ...copies, ...linesOf(whole.slice(first.length))])
        expect(await readingOf(text)).toStrictEqual(rightReading(whole))
      }
    ),
    runs
  )
})

it('a torn line takes nothing with it, whatever stands between', { timeout }, async () => {
  const junk = fc.constantFrom('', '\0', '\0'.repeat(100), '\r', ' ', '\ufeff')
  const torn = fc.record({ at: fc.nat(), share: fc.double({ min: 0.01, max: 0.99, noNaN: true }) })
  await fc.assert(
    fc.asyncProperty(
      turns,
      fc.option(torn),
      fc.array(junk, { minLength: 1, maxLength: 5 }),
      fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
      async (all, tear, junks, joins) => {
        // Only answers are torn: of a compaction's boundary, and of a tool's use, more than itself depends.
        const written = conversation(all)
        const answers = written.flatMap(({ line }, at) => (String(line['uuid']).startsWith('a') ? [at] : []))
        const lost = tear === null ? -1 : (answers[tear.at % answers.length] ?? -1)
        const text = written
          .map(({ line }, at) => {
            const json = JSON.stringify(line)
            if (at === lost && tear !== null)
              return json.slice(0, Math.max(1, Math.floor(json.length * tear.share)))
            const isLast = at === written.length - 1
            return `${junks[at % junks.length]}${json}${isLast || joins[at % joins.length] !== true ? '\n' : ''}`
          })
          .join('')
        // A torn last line may still be being written.
        const ending = lost === written.length - 1 ? '\n' : ''
        expect(await readingOf(text + ending)).toStrictEqual(
          rightReading(written.filter((_, at) => at !== lost))
        )
      }
    ),
    runs
  )
})

it('what follows nothing, or nothing that is there, is shown where it stands', { timeout }, async () => {
  const stray = fc.record({ at: fc.nat(), parent: fc.constantFrom(null, 'nowhere'), followed: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(turns, fc.array(stray, { maxLength: 3 }), async (all, strays) => {
      const written = [...conversation(all)]
      strays.forEach(({ at, parent }, n) => {
        // Right before a prompt, or at the end: an answer nobody asked for.
        const prompts = written.flatMap(({ line }, index) =>
          index > 0 && /^p\d/.test(String(line['uuid'])) ? [index] : []
        )
        const place = prompts[at % (prompts.length + 1)] ?? written.length
        const line = answerLine(`stray${n}`, parent, `mstray${n}`, said('stray'), 0, { input_tokens: 1 })
        written.splice(place, 0, { line, message: `mstray${n}`, isCounted: true, tokens: 1 })
      })
      expect(await readingOf(toText(linesOf(written)))).toStrictEqual(rightReading(written))
    }),
    runs
  )
})

it('a person’s words come out as they went in, whatever is put around them', { timeout }, async () => {
  const tag = fc.constantFrom('ide_opened_file', 'ide_selection', 'system-reminder')
  const inside = fc.string({ maxLength: 30 }).map((text) => text.replaceAll('<', ''))
  const context = fc.tuple(tag, inside).map(([name, text]) => `<${name}>${text}</${name}>`)
  const reminder = inside.map((text) => `<system-reminder>\n${text}\n</system-reminder>`)
  const words = fc.oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.constantFrom('a <system-reminder>b</system-reminder> c', '<div>', '1 < 2')
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(context, { maxLength: 3 }),
      words,
      fc.array(reminder, { maxLength: 2 }),
      fc.boolean(),
      async (before, own, behind, asBlocks) => {
        fc.pre(
          own.trim() === own &&
            own !== '' &&
            !/^\[Request|^<(?:ide_|command-|bash-|local-|task-|teammate|cross|channel|agent|peer)/.test(own)
        )
        const parts = [...before, own, ...behind]
        const content = asBlocks ? parts.map(said) : parts.join('\n')
        const line = { ...promptLine('p', null), message: { role: 'user', content } }
        const { messages } = await readPage(await folder.write(toText([line])), { limit: 5 })
        expect(messages.map((message) => message.content)).toStrictEqual([[said(own)]])
      }
    ),
    runs
  )
})
