/** What runs with the project's rights on hosted machines: nobody but us decides what it is. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '..', '..', '.github', 'workflows')
const workflows = readdirSync(folder).map((name) => ({
  name,
  lines: readFileSync(join(folder, name), 'utf8').split('\n')
}))

/** `owner/action@` the whole hash of a commit, and beside it the version for people. */
const pinned = /^\s*(?:- )?uses: [\w.-]+(?:\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/

test('there are workflows', () => {
  expect(workflows.map(({ name }) => name)).toEqual(['ci.yml', 'nightly.yml', 'release.yml'])
})

describe.each(workflows)('$name', ({ lines }) => {
  test('names every action by its commit: a tag can be moved', () => {
    const uses = lines.filter((line) => /^\s*(?:- )?uses:/.test(line))
    expect(uses.length).toBeGreaterThan(0)
    expect(uses.filter((line) => !pinned.test(line))).toEqual([])
  })

  test('may read, unless a job says what else it needs', () => {
    expect(lines.filter((line) => line.startsWith('permissions:'))).toEqual(['permissions:'])
    expect(lines[lines.indexOf('permissions:') + 1]).toBe('  contents: read')
  })

  test('leaves no key of the repository behind for what it runs', () => {
    const checkouts = lines.filter((line) => line.includes('actions/checkout@'))
    const without = lines.filter((line) => line.trim() === 'persist-credentials: false')
    expect(without).toHaveLength(checkouts.length)
  })

  test('never runs a stranger’s change with our rights', () => {
    expect(lines.filter((line) => /pull_request_target|workflow_run/.test(line))).toEqual([])
    // What a stranger can name (a branch, a title) never becomes part of a command.
    expect(lines.filter((line) => /\$\{\{\s*github\.(?:event|head_ref)/.test(line))).toEqual([])
  })
})
