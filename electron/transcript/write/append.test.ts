import { appendFile, mkdir, open, readFile, stat, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readInPages, readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { AppendFailed, TranscriptWriter } from './append.ts'
import type { Unwritten } from './append.ts'
import {
  answer,
  folderForEach,
  prompt,
  result,
  said,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'

const options = { sessionId: 's', cwd: '/home/dev/p', version: '0.1.0', agent: 'guide' as const }

const folder = folderForEach()

const block: fc.Arbitrary<ContentBlock> = fc.oneof(
  fc.record({ type: fc.constant('text'), text: fc.string({ unit: 'binary' }) }),
  fc.record({ type: fc.constant('thinking'), thinking: fc.string() }),
  fc.record({
    type: fc.constant('tool_use'),
    id: fc.string(),
    name: fc.string(),
    input: fc.jsonValue().map((value) => value ?? {})
  }),
  fc.record({
    type: fc.constant('tool_result'),
    tool_use_id: fc.string(),
    content: fc.string(),
    is_error: fc.boolean()
  }),
  fc.record({
    type: fc.constant('image'),
    source: fc.record({ type: fc.constant('base64'), media_type: fc.string(), data: fc.base64String() })
  }),
  fc.record({
    type: fc.constant('document'),
    title: fc.option(fc.string()),
    source: fc.record({
      type: fc.constant('text'),
      media_type: fc.constant('text/plain'),
      data: fc.string({ unit: 'binary' })
    })
  }),
  fc.record({ type: fc.constant('unknown'), raw: fc.jsonValue() })
)

const createdAt = fc
  .date({ min: new Date('1990-01-01T00:00:00Z'), max: new Date('2090-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString())

const common = {
  id: fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
  content: fc.array(block, { maxLength: 4 }),
  createdAt,
  isStreaming: fc.constant(false),
  parentToolUseId: fc.string({ minLength: 1 })
}
const requiredKeys = ['id', 'role', 'content', 'createdAt', 'isStreaming'] as const
const message: fc.Arbitrary<SessionMessage> = fc.oneof(
  fc.record({ ...common, role: fc.constant('user') }, { requiredKeys: [...requiredKeys] }),
  fc.record(
    { ...common, role: fc.constant('assistant'), model: fc.string({ minLength: 1 }) },
    { requiredKeys: [...requiredKeys] }
  ),
  fc.record(
    {
      ...common,
      role: fc.constant('system'),
      notice: fc.constantFrom('interrupted', 'failed', 'compacted', 'resumed', 'info'),
      told: fc.record({ code: fc.string({ minLength: 1 }) })
    },
    { requiredKeys: [...requiredKeys] }
  )
)
/** Without the prototypes fast-check plays with. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

const session = fc.uniqueArray(message, { selector: ({ id }) => id, maxLength: 8 })

it('what was written is read as it was, whatever it is, but for answers without any content', async () => {
  let round = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(session, { maxLength: 3 }),
      fc.integer({ min: 1, max: 4 }),
      async (sessions, limit) => {
        round += 1
        const file = join(folder.path, `${round}.jsonl`)
        const ids = new Set<string>()
        const parts = sessions.map((part) => part.filter(({ id }) => !ids.has(id) && ids.add(id)))
        for (const part of parts) await (await TranscriptWriter.open(file, options)).append(part)
        if (ids.size === 0) return
        const written = parts.flat().filter(({ role, content }) => role !== 'assistant' || content.length > 0)
        expect(await readInPages(file, limit)).toStrictEqual(plain(written))
      }
    ),
    { numRuns: 150 }
  )
})

it('writes the records Claude Code writes, in a chain', async () => {
  let count = 0
  const file = join(folder.path, 'deep', 'session.jsonl')
  const writer = await TranscriptWriter.open(file, { ...options, mintId: () => `minted-${(count += 1)}` })
  await writer.append([prompt('p1', 'hello'), answer('m1', said('a'), toolUse('t1')), result('r1', 't1')], {
    input_tokens: 3,
    output_tokens: 4
  })
  const records = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const tail = {
    timestamp: '2026-01-05T08:00:00.000Z',
    userType: 'external',
    entrypoint: 'skein',
    cwd: '/home/dev/p',
    sessionId: 's',
    version: '0.1.0',
    agent: 'guide'
  }
  const api = { id: 'm1', type: 'message', role: 'assistant', model: 'm' }
  const usage = { input_tokens: 3, output_tokens: 4 }
  const resultBlock = { type: 'tool_result', tool_use_id: 't1', content: 'of t1', is_error: false }
  expect(records.map((line): unknown => JSON.parse(line))).toStrictEqual([
    {
      parentUuid: null,
      isSidechain: false,
      type: 'user',
      message: { role: 'user', content: [said('hello')] },
      uuid: 'p1',
      ...tail
    },
    {
      parentUuid: 'p1',
      isSidechain: false,
      message: { ...api, content: [said('a')], usage },
      apiBlockIndex: 0,
      type: 'assistant',
      uuid: 'minted-1',
      ...tail
    },
    {
      parentUuid: 'minted-1',
      isSidechain: false,
      message: { ...api, content: [toolUse('t1')], usage },
      apiBlockIndex: 1,
      type: 'assistant',
      uuid: 'minted-2',
      ...tail
    },
    {
      parentUuid: 'minted-2',
      isSidechain: false,
      type: 'user',
      message: { role: 'user', content: [resultBlock] },
      uuid: 'r1',
      ...tail
    }
  ])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await readMetadata(file, null)).metadata).toMatchObject({ totalTokens: 7, messageCount: 2 })
})

it('opening makes no file', async () => {
  const file = join(folder.path, 'session.jsonl')
  const writer = await TranscriptWriter.open(file, options)
  await writer.append([])
  await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
})

it('begins on a line of its own after one that a crash has torn', async () => {
  const file = join(folder.path, 'session.jsonl')
  await (await TranscriptWriter.open(file, options)).append([prompt('p1')])
  await appendFile(file, '{"parentUuid":"p1","isSidechain":fal')
  await (await TranscriptWriter.open(file, options)).append([prompt('p2')])
  expect((await readPage(file, { limit: 9 })).messages).toStrictEqual([prompt('p1'), prompt('p2')])
})

it('keeps the order of messages given at once', async () => {
  const file = join(folder.path, 'session.jsonl')
  const writer = await TranscriptWriter.open(file, options)
  const ids = Array.from({ length: 20 }, (_, at) => `p${at}`)
  await Promise.all(ids.map((id) => writer.append([prompt(id)])))
  expect((await readPage(file, { limit: 99 })).messages).toStrictEqual(ids.map((id) => prompt(id)))
})

it('rejects with the error of the disk and writes again when it can', async () => {
  const file = join(folder.path, 'session.jsonl')
  const writer = await TranscriptWriter.open(file, options)
  await mkdir(file)
  await expect(writer.append([prompt('p1')])).rejects.toMatchObject({ code: 'EISDIR' })
  await folder.remove()
  await mkdir(folder.path)
  await writer.append([prompt('p2')])
  expect((await readPage(file, { limit: 9 })).messages).toStrictEqual([prompt('p2')])
})

it('goes on from another record when it is told so, and then behind what it wrote', async () => {
  const file = join(folder.path, 'session.jsonl')
  await (await TranscriptWriter.open(file, options)).append([prompt('p1'), prompt('p2')])
  const writer = await TranscriptWriter.open(file, { ...options, after: 'p1' })
  await writer.append([prompt('p3')])
  await writer.append([prompt('p4')])
  expect((await readPage(file, { limit: 9 })).messages.map(({ id }) => id)).toStrictEqual(['p1', 'p3', 'p4'])
  await (await TranscriptWriter.open(file, { ...options, after: null })).append([prompt('p5')])
  expect((await readPage(file, { limit: 9 })).messages.map(({ id }) => id)).toStrictEqual(['p5'])
})

describe('a disk that fills up', () => {
  const said2 = answer('m1', said('one'), said('two'))
  const turn = [prompt('p1'), said2, prompt('p2')]

  /** From now on the disk takes so many bytes and no more, until room is made. */
  async function fillUp(bytes: number, { cuts = true } = {}): Promise<() => void> {
    const handle = await open(join(folder.path, 'other'), 'w')
    await handle.close()
    const prototype: FileHandle = Object.getPrototypeOf(handle)
    const { write, truncate } = prototype
    let room = bytes
    const full = (): Error => Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' })
    const writeLittle = async function (this: FileHandle, buffer: Buffer, offset = 0): Promise<object> {
      if (room === 0) throw full()
      const part = buffer.subarray(offset, offset + room)
      room -= part.length
      await Reflect.apply(write, this, [part])
      return { bytesWritten: part.length, buffer }
    }
    Reflect.set(prototype, 'write', writeLittle)
    if (!cuts) Reflect.set(prototype, 'truncate', () => Promise.reject(full()))
    restore = () => {
      Reflect.set(prototype, 'write', write)
      Reflect.set(prototype, 'truncate', truncate)
    }
    return restore
  }
  let restore = (): void => undefined
  afterEach(() => restore())

  async function restOf(appended: Promise<void>): Promise<readonly Unwritten[]> {
    return appended.then(
      () => [],
      (error: unknown) => {
        if (!(error instanceof AppendFailed)) throw error
        expect(error.code).toBe('ENOSPC')
        return error.rest
      }
    )
  }

  const lengths = async (): Promise<number[]> => {
    const file = join(folder.path, 'measure.jsonl')
    const mintId = (): string => '00000000-0000-4000-8000-000000000000'
    await (await TranscriptWriter.open(file, { ...options, mintId })).append(turn)
    return (await readFile(file, 'utf8')).split('\n').map(({ length }) => length + 1)
  }

  it.each([true, false])(
    'shows what it took, and the rest later, once (torn lines taken back: %s)',
    async (cuts) => {
      const [first = 0, second = 0, third = 0, fourth = 0] = await lengths()
      const ends = [first, first + second, first + second + third, first + second + third + fourth]
      const places = [0, 1, first - 1, ...ends.flatMap((end) => [end, end + 1, end + 20])]
      for (const [round, bytes] of places.filter((place) => place < (ends.at(-1) ?? 0)).entries()) {
        const file = join(folder.path, `${round}.jsonl`)
        const writer = await TranscriptWriter.open(file, options)
        const makeRoom = await fillUp(bytes, { cuts })
        const rest = await restOf(writer.append(turn))
        // Still full: nothing more is taken, nothing is forgotten.
        const still = await restOf(writer.appendRest(rest))
        expect(still).toStrictEqual(rest)
        makeRoom()
        await writer.appendRest(still)
        const whole = [...turn, prompt('p3')]
        await writer.append([prompt('p3')])
        expect((await readPage(file, { limit: 9 })).messages).toStrictEqual(whole)
        expect((await readMetadata(file, null)).metadata.messageCount).toBe(whole.length)
      }
    }
  )

  it('a torn line that cannot be taken back is followed by a line of its own', async () => {
    const file = join(folder.path, 'session.jsonl')
    const writer = await TranscriptWriter.open(file, options)
    const makeRoom = await fillUp(20, { cuts: false })
    await restOf(writer.append([prompt('p1')]))
    makeRoom()
    await writer.append([prompt('p2')])
    const [torn = '', whole = ''] = (await readFile(file, 'utf8')).split('\n')
    expect(torn).toHaveLength(20)
    expect(JSON.parse(whole)).toMatchObject({ type: 'user', uuid: 'p2' })
  })

  it('what was taken whole is followed by what comes next, though the rest is given up', async () => {
    const [first = 0, second = 0] = await lengths()
    const file = join(folder.path, 'session.jsonl')
    const writer = await TranscriptWriter.open(file, options)
    const makeRoom = await fillUp(first + second + 5)
    expect(await restOf(writer.append(turn))).toStrictEqual([
      { message: said2, lines: 1 },
      { message: prompt('p2'), lines: 0 }
    ])
    makeRoom()
    await writer.append([prompt('p4')])
    expect((await readPage(file, { limit: 9 })).messages).toStrictEqual([
      prompt('p1'),
      answer('m1', said('one')),
      prompt('p4')
    ])
  })
})

it('knows whether a torn last line is lost', async () => {
  const file = join(folder.path, 'session.jsonl')
  await (
    await TranscriptWriter.open(file, options)
  ).append([prompt('p1'), answer('m1', said('a'), said('b'))])
  const lines = (await readFile(file, 'utf8')).trimEnd()
  const torn = async (text: string): Promise<TranscriptWriter> => {
    await writeFile(file, text)
    return TranscriptWriter.open(file, options)
  }
  const rest = [{ message: answer('m1', said('a'), said('b')), lines: 1 }]
  const last = lines.lastIndexOf('\n') + 1
  for (const length of [1, 60, 150, lines.length - last - 1]) {
    const writer = await torn(lines.slice(0, last + length))
    expect([writer.torn?.length, writer.tornIsBeginningOf(rest)]).toStrictEqual([length, true])
    const other = { message: answer('m1', said('a'), said('c')), lines: 1 }
    expect(writer.tornIsBeginningOf([other])).toBe(last + length <= lines.indexOf('"b"') + 1)
    expect(writer.tornIsBeginningOf([])).toBe(false)
  }
  expect((await torn(`${lines}\n`)).torn).toBeNull()
  // Without its newline alone, a line is whole.
  expect((await torn(lines)).torn).toBeNull()
})
