import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInPages, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { parseMessageLine } from '../record/fields.ts'
import { skimmed } from './findRecord.ts'
import { fixtureFolder, makeFolder, resultLine } from '../../../tests/support/transcript/testTranscript.ts'

const names = (await readdir(fixtureFolder)).filter((name) => name.endsWith('.jsonl'))
const nothing = (): boolean => false

describe.each(names)('%s, skimmed', (name) => {
  const file = join(fixtureFolder, name)
  const request = name === 'subagent.sidechain.jsonl' ? { parentToolUseId: 'toolu_fake000020' } : {}

  it('has the same messages and pages, without the text of results', async () => {
    for (const limit of [3, 1000]) {
      const whole = await readPage(file, { limit, ...request })
      const skim = await readPage(file, { limit, ...request, parse: skimmed(nothing) })
      const places = (page: typeof whole): unknown => [
        page.before,
        page.messages.map(({ id, content }) => [id, content.map(({ type }) => type)])
      ]
      expect(places(skim)).toStrictEqual(places(whole))
    }
  })

  it('is whole where a line matters', async () => {
    const page = await readPage(file, { limit: 1000, ...request, parse: skimmed(() => true) })
    expect(page.messages).toStrictEqual(await readInPages(file, 1000, request.parentToolUseId))
  })
})

describe('a result', () => {
  const bytes = (line: object): Buffer => Buffer.from(JSON.stringify(line))

  it.each(['text', 'a \\', 'a \\\\ "quoted" \\"', '"}]},"uuid":"other"', '', 'ä😀'])(
    '%j is taken out',
    (text) => {
      const line = resultLine('r', 'a', 't', text)
      const record = skimmed(nothing)(bytes(line))
      expect(record).toMatchObject({
        uuid: 'r',
        parentUuid: 'a',
        message: { content: [{ tool_use_id: 't', content: '' }] }
      })
    }
  )

  it('of another form is left as it is', () => {
    const line = {
      parentUuid: 'a',
      type: 'user',
      message: {
        role: 'user',
        content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'text', text: 'x' }] }]
      },
      uuid: 'r',
      timestamp: '2026-01-05T08:00:00.000Z'
    }
    expect(skimmed(nothing)(bytes(line))).toStrictEqual(parseMessageLine(bytes(line)))
  })

  it('that is torn is a record where it would be one unskimmed', () => {
    const line = bytes(resultLine('r', 'a', 't', 'long text'))
    for (let end = 0; end <= line.length; end += 1) {
      const torn = line.subarray(0, end)
      expect([end, skimmed(nothing)(torn) === null]).toStrictEqual([end, parseMessageLine(torn) === null])
    }
  })
})

it('a page can be read whole', async () => {
  const folder = await makeFolder()
  const long = 'y'.repeat(50_000)
  const file = await folder.write(`${JSON.stringify(resultLine('r', null, 't', long))}\n`)
  const content = async (whole: boolean): Promise<unknown> =>
    (await readPage(file, { limit: 1, whole })).messages.map((message) => message.content)
  expect(await content(true)).toStrictEqual([
    [{ type: 'tool_result', tool_use_id: 't', content: long, is_error: false }]
  ])
  expect(await content(false)).toMatchObject([[{ truncated: { bytes: 50_000 } }]])
  await folder.remove()
})
