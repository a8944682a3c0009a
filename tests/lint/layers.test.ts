/**
 * The rules of the house really fail: each file in violations/ breaks exactly the rule its first
 * line names, or none. A rule that is switched off or matches nothing is noticed here.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { root, tool } from '../../scripts/run.ts'

const Report = z.object({ diagnostics: z.array(z.object({ code: z.string(), filename: z.string() })) })
const samples = join(import.meta.dirname, 'violations')
let house: string

beforeAll(() => {
  // The rules go by folder, so the samples are laid out as a house of their own. They are kept as
  // .txt so that nothing else takes them for code of ours.
  house = mkdtempSync(join(tmpdir(), 'skein-lint-'))
  for (const name of ['.oxlintrc.json', 'tsconfig.base.json']) cpSync(join(root, name), join(house, name))
  writeFileSync(join(house, 'tsconfig.json'), '{ "extends": "./tsconfig.base.json", "include": ["."] }')
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'), 'junction')
  for (const file of sampleFiles()) cpSync(join(samples, `${file}.txt`), join(house, file))
})

afterAll(() => rmSync(house, { recursive: true, force: true }))

test('each violation is reported by its rule, and what is allowed is not', () => {
  expect(reportedIn(house)).toEqual(expectations())
})

test('no source file silences the linter or the compiler', () => {
  const silencers = /(oxlint|eslint)-disable|@ts-(ignore|expect-error|nocheck)/
  const folders = ['electron', 'renderer', 'shared', 'scripts', 'tests']
  const silenced = folders
    .flatMap((folder) => filesUnder(join(root, folder)))
    .filter((file) => /\.tsx?$/.test(file) && file !== import.meta.filename)
    .filter((file) => silencers.test(readFileSync(file, 'utf8')))
  expect(silenced).toEqual([])
})

function reportedIn(folder: string): Record<string, string[]> {
  const { stdout, stderr } = spawnSync(process.execPath, [join(root, tool.oxlint), '--format', 'json'], {
    cwd: folder,
    encoding: 'utf8'
  })
  if (stdout === '') throw new Error(`oxlint printed nothing: ${stderr}`)
  const found: Record<string, string[]> = Object.fromEntries(sampleFiles().map((file) => [file, []]))
  for (const { filename, code } of Report.parse(JSON.parse(stdout)).diagnostics) {
    found[filename.replaceAll('\\', '/')]?.push(code)
  }
  return Object.fromEntries(Object.entries(found).map(([file, codes]) => [file, [...new Set(codes)]]))
}

function expectations(): Record<string, string[]> {
  const expected = /^\/\/ expect (.+)$/
  return Object.fromEntries(
    sampleFiles().map((file) => {
      const [first = ''] = readFileSync(join(samples, `${file}.txt`), 'utf8').split('\n')
      const rule = expected.exec(first)?.[1]
      return [file, rule === undefined ? [] : [rule]]
    })
  )
}

/** Paths within the house: `electron/agent/importsSession.ts`. */
function sampleFiles(): string[] {
  return filesUnder(samples).map((path) =>
    path
      .slice(samples.length + 1)
      .replaceAll('\\', '/')
      .replace(/\.txt$/, '')
  )
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
