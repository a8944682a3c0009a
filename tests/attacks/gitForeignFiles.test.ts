/**
 * Pipes, devices and endless files where the guide's tools and the transcript's readers expect a file: they answer at
 * once, and what lies beside them is read.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, linkSync, mkdirSync, openSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { claudeFormat } from '../../electron/agent/claude/transcript/claudeFormat.ts'
import { readMetadata, readPage } from '../support/claude/testClaudeReading.ts'
import { editFile } from '../../electron/agent/guide/editFile.ts'
import { listFolder } from '../../electron/agent/guide/listFolder.ts'
import { readFile } from '../../electron/agent/guide/readFile.ts'
import { searchFiles } from '../../electron/agent/guide/searchFiles.ts'
import { readTextFile } from '../../electron/agent/guide/textFile.ts'
import { writeFile } from '../../electron/agent/guide/writeFile.ts'
import { temporaryProject } from '../support/files/temporaryProject.ts'
import { hasGrownPast } from '../../electron/transcript/branch/branchChoice.ts'
import { BranchTree } from '../../electron/transcript/branch/branchTree.ts'
import { findNewest } from '../../electron/transcript/find/findNewest.ts'
import { firstLine } from '../../electron/transcript/find/findLine.ts'
import { listAllClaudeTranscripts } from '../../electron/agent/claude/transcript/locate.ts'
import { indexSubagents } from '../../electron/agent/claude/transcript/subagentFiles.ts'

const never = new AbortController().signal
const endless = (file: string): void => {
  closeSync(openSync(file, 'w'))
  truncateSync(file, 1024 ** 4)
}

describe.skipIf(process.platform === 'win32')('the guide', () => {
  function made() {
    const { folder, put } = temporaryProject()
    put({ 'a.txt': 'needle\n' })
    execFileSync('mkfifo', [join(folder, 'pipe')])
    symlinkSync('pipe', join(folder, 'toPipe'))
    symlinkSync('/dev/zero', join(folder, 'zero'))
    symlinkSync('self', join(folder, 'self'))
    endless(join(folder, 'endless'))
    return folder
  }

  test.each(['pipe', 'toPipe', 'zero', 'self', 'endless'])('reads and edits no %s', async (name) => {
    const cwd = made()
    const file_path = join(cwd, name)
    const read = await readFile(cwd, name)
    const edited = await editFile(cwd, { file_path, old_string: 'a', new_string: 'b' })
    expect([read.isError, edited.isError]).toEqual([true, true])
  })

  test.each(['pipe', 'toPipe', 'zero', 'self'])('writes over no %s', async (name) => {
    const cwd = made()
    expect(await writeFile(cwd, { file_path: join(cwd, name), content: 'x' })).toMatchObject({
      isError: true
    })
  })

  test('does not wait for a pipe that took the place of a file since it was looked at', async () => {
    const cwd = made()
    await expect(readTextFile(join(cwd, 'pipe'), 100)).rejects.toMatchObject({ code: 'EFTYPE' })
    await expect(readTextFile(join(cwd, 'toPipe'), 100)).rejects.toMatchObject({ code: 'ELOOP' })
  })

  test('finds and lists what lies beside them', async () => {
    const cwd = made()
    expect((await searchFiles(cwd, { pattern: 'needle', path: cwd }, never)).content).toBe('a.txt:1:needle')
    expect((await listFolder(cwd, '.')).content.split('\n')).toContain('a.txt')
  })

  test('counts no folder without an end', { timeout: 60_000 }, async () => {
    const cwd = made()
    mkdirSync(join(cwd, 'many'))
    writeFileSync(join(cwd, 'many', 'first'), '')
    for (let n = 0; n < 20_000; n += 1) linkSync(join(cwd, 'many', 'first'), join(cwd, 'many', `${n}`))
    expect((await listFolder(cwd, 'many')).conclusion).toContain('holds at least 0 folders and 20000 files')
  })
})

describe.skipIf(process.platform === 'win32')('a transcript', () => {
  const readers: Readonly<Record<string, (file: string) => Promise<unknown>>> = {
    page: (file) => readPage(file, { limit: 10 }),
    metadata: (file) => readMetadata(file, null),
    branch: (file) => hasGrownPast(file, 0),
    tree: (file) => BranchTree.of(file, claudeFormat, () => Promise.resolve(null)),
    line: (file) => firstLine(file, () => true, null),
    newest: (file) => findNewest(file, 'x', () => null)
  }
  test.each(Object.entries(readers))(
    'that is a pipe or a device is not waited for: %s',
    async (_name, read) => {
      const { folder } = temporaryProject()
      execFileSync('mkfifo', [join(folder, 'pipe')])
      await expect(read(join(folder, 'pipe'))).rejects.toMatchObject({ code: 'EFTYPE' })
      await expect(read('/dev/zero')).rejects.toMatchObject({ code: 'EFTYPE' })
    }
  )

  test('of another kind hides none of the others', async () => {
    const { folder, put } = temporaryProject()
    const at = (n: number): string =>
      join(folder, 'projects', 'p', `00000000-0000-4000-8000-00000000000${n}.jsonl`)
    put({ 'projects/p/00000000-0000-4000-8000-000000000009.jsonl': '{"cwd":"/here"}\n' })
    execFileSync('mkfifo', [at(1)])
    symlinkSync('/dev/zero', at(2))
    symlinkSync(at(3), at(3))
    mkdirSync(at(4))
    symlinkSync(join(folder, 'nowhere'), at(5))
    const found: (string | null)[] = []
    for await (const { cwd } of listAllClaudeTranscripts({ home: folder })) found.push(cwd)
    expect(found).toEqual(['/here'])
  })

  test('of a subagent that says who it is without an end is not believed', async () => {
    const { folder, put } = temporaryProject()
    put({ 's.jsonl': '', 's/subagents/agent-1.jsonl': '', 's/subagents/agent-2.jsonl': '' })
    symlinkSync('/dev/zero', join(folder, 's', 'subagents', 'agent-1.meta.json'))
    execFileSync('mkfifo', [join(folder, 's', 'subagents', 'agent-2.meta.json')])
    expect((await indexSubagents(join(folder, 's.jsonl'))).files.size).toBe(0)
  })
})
