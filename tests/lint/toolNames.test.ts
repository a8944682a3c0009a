/**
 * What a tool of one agent is called is known in that agent's folder alone: everybody else goes by what its table says
 * (`kind` and `variant` on the block or the request). Looked for here by the names in the tables themselves.
 */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { claudeToolNames, serverPrefix } from '../../electron/agent/claude/claudeTools.ts'
import { serverCallPrefix } from '../../electron/agent/claude/toolEndings.ts'
import { guideToolNames } from '../../electron/agent/guide/guideTools.ts'

const root = join(import.meta.dirname, '../..')

const names = [...new Set([...claudeToolNames, ...guideToolNames])].join('|')
/** A name as a text of its own, or as a key; a prefix anywhere. */
const NAMED = new RegExp(
  `(?:['"\`](?:${names})['"\`]|(?:^|[{,])[ \\t]*(?:${names}):|${serverPrefix}|${serverCallPrefix})`,
  'gm'
)

/** Each agent knows its own; tests, and what only tests use, say what they are about. */
const MAY_NAME =
  /^electron\/agent\/(?:claude|codex|gemini|guide)\/|\.test\.tsx?$|(?:^|\/)test[A-Z]\w*\.tsx?$|\/testing\//
/** Words of ours, which happen to be names as well: "Edit", "Agent". */
const WORDS = /^shared\/words\/|^electron\/export\/exportWords\.ts$/
/** Readers of all transcripts that need a name, each with the reason. */
const READERS: Readonly<Record<string, string>> = {
  'electron/transcript/record/serverBlocks.ts':
    'a server’s tool that the API calls is named as Claude Code names it'
}

function namedIn(source: string): readonly string[] {
  return source.match(NAMED) ?? []
}

it('no tool of one agent is named outside its folder', async () => {
  const found: string[] = []
  for await (const entry of glob('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })) {
    const file = entry.replaceAll('\\', '/')
    if (MAY_NAME.test(file) || WORDS.test(file) || file in READERS) continue
    for (const named of namedIn(readFileSync(join(root, file), 'utf8'))) found.push(`${file}: ${named}`)
  }
  expect(found).toEqual([])
})

it.each([
  "if (toolName === 'ExitPlanMode') return null",
  'case "Bash":',
  '/** As `TodoWrite` writes it. */',
  'const looks = { Read: true }',
  "name.startsWith('mcp__')",
  '/^srvtoolu_/.test(id)'
])('such a name is found: %s', (source) => {
  expect(namedIn(source)).toHaveLength(1)
})

it.each([
  "kind === 'read'",
  "import { ReadBody } from '../../renderer/transcript/tools/bodies/ReadBody.tsx'",
  '<SearchBody call={call} />'
])('what is none is not: %s', (source) => {
  expect(namedIn(source)).toEqual([])
})
