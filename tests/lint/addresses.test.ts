/** Addresses of pages are built and parsed in one place, `shared/address.ts`. Looked for here by how others would. */
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

const BUILT: readonly RegExp[] = [
  // `/projects/${id}`, '/projects/', and a pattern that takes one apart; the API's own begin with /api.
  /(?<!api)(?:\/|\\\/)projects(?:\/|\\\/)(?:\$|[('"[])/,
  /['"](?:\/settings|\/doctor)['"#]/,
  /['"`](?:#m-|#at=)/,
  /\^#(?:m-|at=)/
]
/** They ask the API, whose settings and doctor have names of their own. */
const asksTheApi = /^renderer[\\/]connection[\\/]httpClient\.ts$/

const addressesIn = (source: string): readonly string[] => BUILT.flatMap((way) => way.exec(source)?.[0] ?? [])

it('no part of the page or the desktop app builds or parses an address by itself', async () => {
  const found: string[] = []
  for await (const file of glob('{renderer,electron/desktop,electron/launch}/**/*.{ts,tsx}', { cwd: root })) {
    if (/\.test\.tsx?$|[\\/]testing[\\/]/.test(file) || asksTheApi.test(file)) continue
    for (const address of addressesIn(readFileSync(join(root, file), 'utf8')))
      found.push(`${file}: ${address}`)
  }
  expect(found).toEqual([])
})

it.each([
  'navigate(`/projects/${id}`)',
  'navigate(`/projects/${id}/chat/${other}`)',
  "path.startsWith('/projects/')",
  '/^\\/projects\\/([^/]+)/',
  "navigate('/settings')",
  'const hash = `#at=${id}`',
  '/^#m-(.+)/'
])('such an address is found: %s', (source) => {
  expect(addressesIn(source)).not.toEqual([])
})

it.each(['`/api/projects/${id}/sessions`', 'a route `/projects/:id`', "'#section'"])(
  'what is none is not: %s',
  (source) => {
    expect(addressesIn(source)).toEqual([])
  }
)
