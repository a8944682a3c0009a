import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readInPages, readMetadata, readPage } from '../../../tests/support/claude/testClaudeReading.ts'
import { MessagePage } from '../../../shared/protocol.ts'
import { fixtureFolder, folderForEach } from '../../../tests/support/transcript/testTranscript.ts'

/** Recorded sessions of the real Claude Code, and beside each what a reader must make of it. */
const names = (await readdir(fixtureFolder)).filter((name) => name.endsWith('.jsonl'))

/** The one file that is a subagent's own, with the tool use that started it. */
function subagentOf(name: string): { parentToolUseId?: string } {
  return name === 'subagent.sidechain.jsonl' ? { parentToolUseId: 'toolu_fake000020' } : {}
}

async function expected(name: string): Promise<{ messages: unknown; account: unknown }> {
  const text = await readFile(join(fixtureFolder, 'expected', name.replace('.jsonl', '.json')), 'utf8')
  return JSON.parse(text)
}

const folder = folderForEach()

it('there are recorded sessions', () => {
  expect(names).toHaveLength(12)
})

describe.each(names)('%s', (name) => {
  const file = join(fixtureFolder, name)
  const request = subagentOf(name)

  it('reads as the whole session it was', async () => {
    const page = await readPage(file, { limit: 1000, ...request })
    expect(page).toStrictEqual({ messages: (await expected(name)).messages, before: null })
    expect(MessagePage.parse({ ...page, live: null }).messages).toStrictEqual(page.messages)
  })

  it('counts as what it was', async () => {
    const { checkpoint, ...account } = await readMetadata(file, null)
    expect(account).toStrictEqual((await expected(name)).account)
    expect(checkpoint.main.offset).toBe((await readFile(file)).length)
  })

  it.each([1, 2, 3, 4, 5])('reads the same in pages of %i', async (limit) => {
    expect(await readInPages(file, limit, request.parentToolUseId)).toStrictEqual(
      (await expected(name)).messages
    )
  })

  it('reads the same with CRLF, a byte order mark and blank lines', async () => {
    const text = await readFile(file, 'utf8')
    const copy = await folder.write(`\ufeff${text.replaceAll('\n', '\r\n\r\n')}`, `crlf-${name}`)
    expect(await readInPages(copy, 3, request.parentToolUseId)).toStrictEqual((await expected(name)).messages)
  })

  it('never fails when it is cut anywhere', async () => {
    const bytes = await readFile(file)
    for (let cut = 0; cut < bytes.length; cut += 1 + Math.floor(bytes.length / 31)) {
      const copy = await folder.write(bytes.subarray(0, cut), `cut-${name}`)
      const whole = await readPage(copy, { limit: 1000, ...request })
      expect(await readInPages(copy, 2, request.parentToolUseId)).toStrictEqual(whole.messages)
      const before = await readMetadata(copy, null)
      await folder.write(bytes, `cut-${name}`)
      const { account } = await expected(name)
      const { checkpoint: _, ...resumed } = await readMetadata(copy, before.checkpoint)
      expect(resumed).toStrictEqual(account)
    }
  })

  it('never fails when a stretch of it is garbage', async () => {
    const bytes = await readFile(file)
    for (let at = 0; at < bytes.length; at += 1 + Math.floor(bytes.length / 23)) {
      const broken = Buffer.from(bytes).fill(0xff, at, Math.min(at + 300, bytes.length))
      const copy = await folder.write(broken, `broken-${name}`)
      const whole = await readPage(copy, { limit: 1000, ...request })
      expect(await readInPages(copy, 2, request.parentToolUseId)).toStrictEqual(whole.messages)
      expect(MessagePage.safeParse({ ...whole, live: null }).error).toBeUndefined()
      await readMetadata(copy, null)
    }
  })
})
