/**
 * What others build on says of itself what its name cannot: everything exported by the contract, the port, the store
 * and the readers of transcripts has a docstring.
 */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

const DOCUMENTED = [
  'shared/**/*.ts',
  'electron/agent/{port,toolMarks,toolUse,transcriptSource}.ts',
  'electron/store/**/*.ts',
  'electron/transcript/**/*.ts'
]
/** Tests, and sentences by code: these say themselves what they are. */
const SKIPPED = /\.test\.ts$|^shared[\\/]words[\\/](?:de|en)[\\/]/

const DECLARED =
  /^export (?:default )?(?:abstract |async |declare )*(?:class|const|enum|function\*?|interface|let|type) (\w+)/

/** Names that are exported and nowhere documented; a schema and the type of the same name are one thing. */
function undocumented(source: string): readonly string[] {
  const lines = source.split(/\r?\n/)
  const isDocumented = new Map<string, boolean>()
  for (const [index, line] of lines.entries()) {
    const name = DECLARED.exec(line)?.[1]
    if (name === undefined) continue
    const hasDocstring = lines[index - 1]?.trimEnd().endsWith('*/') ?? false
    isDocumented.set(name, hasDocstring || isDocumented.get(name) === true)
  }
  return [...isDocumented].flatMap(([name, has]) => (has ? [] : [name]))
}

it('everything exported where others build on it has a docstring', async () => {
  const found: string[] = []
  for await (const file of glob(DOCUMENTED, { cwd: root })) {
    if (SKIPPED.test(file)) continue
    for (const name of undocumented(readFileSync(join(root, file), 'utf8'))) found.push(`${file}: ${name}`)
  }
  expect(found.toSorted()).toEqual([])
})

it.each([
  ['export const first = 1', ['first']],
  ['/** Says why. */\nexport const first = 1', []],
  ['/** A header. */\n\nexport async function second(): Promise<void> {', ['second']],
  ['/** Its shape. */\nexport const Third = z.string()\nexport type Third = z.infer<typeof Third>', []],
  ['export abstract class Fourth {', ['Fourth']]
])('what lacks one is seen: %s', (source, names) => {
  expect(undocumented(source)).toEqual(names)
})
