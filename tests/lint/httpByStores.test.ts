/** Parts of the page ask the server through actions of the stores: none sees HTTP, wherever it lies. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

/** Those that may: HTTP itself, the stores, and the start of the page, which gives it to them. */
const may = /^renderer[\\/](?:connection[\\/]|stores[\\/]|main\.tsx$|early\.ts$)/

const ASKS: readonly RegExp[] = [
  /readConnection\(\)\s*\.http\b/,
  /\{[^}]*\bhttp\b[^}]*\}\s*=\s*readConnection\(/,
  /connection\/httpClient\.ts'/,
  /\bfetch\(/,
  /XMLHttpRequest/
]

const asksIn = (source: string): readonly string[] => ASKS.flatMap((way) => way.exec(source)?.[0] ?? [])

it('only stores ask over HTTP', async () => {
  const found: string[] = []
  for await (const file of glob('renderer/**/*.{ts,tsx}', { cwd: root })) {
    if (may.test(file) || /\.test\.tsx?$/.test(file)) continue
    for (const ask of asksIn(readFileSync(join(root, file), 'utf8'))) found.push(`${file}: ${ask}`)
  }
  expect(found).toEqual([])
})

it.each([
  'const page = await readConnection().http.listRules(id)',
  'readConnection()\n      .http.readUsage(id)',
  'const { endpoint, http } = readConnection()',
  "import type { HttpClient } from '../../renderer/connection/httpClient.ts'",
  "await fetch('/api/status')"
])('such a request is found: %s', (source) => {
  expect(asksIn(source)).not.toEqual([])
})
