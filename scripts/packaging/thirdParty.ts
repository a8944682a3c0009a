/**
 * What of other people's work is in a package of Skein, and under which licence: what Vite bundled into out/, and
 * the modules that stay modules. Electron and Chromium bring their own texts (LICENSES.chromium.html).
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const ThirdParty = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX expression, as its package.json says. */
  identifier: z.string().nullish(),
  /** Of the licence. */
  text: z.string().nullish()
})
export type ThirdParty = z.infer<typeof ThirdParty>

/** Written by the build; electron.vite.config.ts names it. */
const bundledLists = ['main', 'preload', 'renderer'].map((part) => join('out', part, 'bundled.json'))
/** Native, and so not bundled. */
const modules = ['better-sqlite3']

/** Everything in the packages, each once, by name. `root` is the project's folder, with its build. */
export async function thirdParties(root: string): Promise<readonly ThirdParty[]> {
  const found = new Map<string, ThirdParty>()
  for (const list of bundledLists) {
    for (const party of z.array(ThirdParty).parse(JSON.parse(await readFile(join(root, list), 'utf8')))) {
      found.set(`${party.name}@${party.version}`, party)
    }
  }
  for (const name of modules) {
    const party = await readModule(join(root, 'node_modules', name))
    found.set(`${party.name}@${party.version}`, party)
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

const PackageFile = z.object({ name: z.string(), version: z.string(), license: z.string().optional() })

async function readModule(folder: string): Promise<ThirdParty> {
  const { name, version, license } = PackageFile.parse(
    JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'))
  )
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/iu.test(entry))
  const text = file === undefined ? null : await readFile(join(folder, file), 'utf8')
  return { name, version, identifier: license, text }
}

/** One readable file; parties with the same text stand above it together. */
export function licencesText(parties: readonly ThirdParty[]): string {
  const byText = new Map<string, ThirdParty[]>()
  for (const party of parties) {
    const text = party.text?.trim() ?? ''
    byText.set(text, [...(byText.get(text) ?? []), party])
  }
  const parts = [...byText].map(([text, group]) => {
    const names = group.map(({ name, version, identifier }) =>
      [name, version, identifier ? `(${identifier})` : ''].join(' ').trim()
    )
    return `${names.join('\n')}\n\n${text === '' ? 'It comes without a text of its own.' : text}\n`
  })
  return `Skein contains the following software of others.\n\n${parts.join(`\n${'-'.repeat(80)}\n\n`)}`
}
