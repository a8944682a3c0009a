import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPage } from './readPage.ts'
import { readSubagent } from './readSubagent.ts'
import { fixtureFolder, makeFolder } from './testTranscript.ts'
import type { TestFolder } from './testTranscript.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(() => folder.remove())

it('finds what a subagent did by the tool use that started it', async () => {
  const file = join(folder.path, 's.jsonl')
  const sidechain = join(fixtureFolder, 'subagent.sidechain.jsonl')
  await copyFile(join(fixtureFolder, 'subagent.jsonl'), file)
  expect(await readSubagent(file, 'toolu_fake000020', { limit: 50 })).toBeNull()
  await mkdir(join(folder.path, 's', 'subagents'), { recursive: true })
  await copyFile(sidechain, join(folder.path, 's', 'subagents', 'agent-a2d206c3dbb74a4d1.jsonl'))
  const parentToolUseId = 'toolu_fake000020'
  expect(await readSubagent(file, parentToolUseId, { limit: 50 })).toStrictEqual(
    await readPage(sidechain, { limit: 50, parentToolUseId })
  )
  expect(await readSubagent(file, 'toolu_of_nobody', { limit: 50 })).toBeNull()
})
