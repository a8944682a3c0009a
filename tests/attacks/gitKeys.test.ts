/**
 * Every key of git's configuration that can name a program, planted in a folder: nothing it names runs, neither when
 * the folder's files are listed nor in any read that the owner of git offers.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listFiles } from '../../electron/files/listFiles.ts'
import { repositoryAt } from '../../electron/git/findRepository.ts'
import { readRepository } from '../../electron/git/isolatedRepository.ts'
import { GitFailed } from '../../electron/git/processGit.ts'
import {
  allOf,
  attack,
  copyOf,
  filesOfAttack,
  plainGit,
  plant,
  pureGit,
  readsOf
} from './support/gitFolders.ts'
import type { Attack } from './support/gitFolders.ts'
import { harmlessKeys, looksLikeProgram, programKeys } from './support/gitKeys.ts'

const { signal } = new AbortController()
const listedKeys = execFileSync('git', ['help', '--config'], { encoding: 'utf8' })
  .split('\n')
  .filter((key) => /^[a-z0-9]+\./iu.test(key))
const planted = [...programKeys.keys()].map((key) => key.toLowerCase())

/** Those that sing in a read of plain git, without a terminal and without being asked to merge, push or mail. */
const singing = [
  'core.fsmonitor',
  'core.hooksPath',
  'core.sshCommand',
  'diff.<driver>.command',
  'diff.<driver>.textconv',
  'diff.external',
  'filter.<driver>.clean',
  'filter.<driver>.process',
  'filter.<driver>.smudge',
  'remote.<name>.uploadpack',
  'remote.<name>.url',
  'remote.<name>.vcs',
  'url.<base>.insteadOf'
]

let original: Attack
let reads: readonly (readonly string[])[]
beforeAll(() => {
  original = attack()
  const [second = '', first = ''] = pureGit(original.project, 'rev-list', 'HEAD').split('\n')
  reads = readsOf(first, second)
})
afterAll(() => original.remove())

async function inCopy(work: (made: Attack) => Promise<void> | void): Promise<void> {
  const made = copyOf(original)
  try {
    await work(made)
  } finally {
    made.remove()
  }
}

/** A read may fail, where the folder is not fit to be read; it may not run what the folder names. */
async function readAll(made: Attack): Promise<string[]> {
  const repository = await repositoryAt(made.project)
  if (repository === null) throw new Error('there is no repository')
  const said = reads.map(async (args) => {
    try {
      return await allOf(
        readRepository(repository, args, { folder: made.project, readsObjects: true, signal })
      )
    } catch (error) {
      if (error instanceof GitFailed) return []
      throw error
    }
  })
  return (await Promise.all(said)).flat()
}

test('each key of this git that looks like naming a program is known, as one or as none', () => {
  const unknown = listedKeys
    .filter((key) => looksLikeProgram.test(key))
    .filter((key) => !planted.includes(key.toLowerCase()) && !harmlessKeys.some((known) => known.test(key)))
  expect(listedKeys.length).toBeGreaterThan(500)
  expect(unknown).toEqual([])
})

test.each(singing)(
  '%s runs its program where git believes the folder, so that silence means something',
  (key) =>
    inCopy((made) => {
      plant(join(made.project, '.git'), programKeys.get(key)?.(made.program) ?? [])
      for (const args of reads) {
        if (!made.hasRun()) plainGit(made, args)
      }
      expect(made.hasRun()).toBe(true)
    })
)

test.each([...programKeys])('%s runs nothing when files are listed', (_key, planting) =>
  inCopy(async (made) => {
    plant(join(made.project, '.git'), planting(made.program))
    expect(await allOf(listFiles(made.project, signal))).toEqual(filesOfAttack)
    expect(made.hasRun()).toBe(false)
  })
)

test.each(singing)('%s runs nothing in any read of ours', (key) =>
  inCopy(async (made) => {
    plant(join(made.project, '.git'), programKeys.get(key)?.(made.program) ?? [])
    expect((await readAll(made)).length).toBeGreaterThan(0)
    expect(made.hasRun()).toBe(false)
  })
)

test('every key there is, all of them naming the program, changes nothing that is read', () =>
  inCopy(async (made) => {
    const before = await readAll(made)
    const everything = listedKeys.map((key) => key.replaceAll(/<[^>]+>|\*/gu, 'x'))
    plant(
      join(made.project, '.git'),
      everything.map((key) => [key, made.program] as const)
    )
    expect(await allOf(listFiles(made.project, signal))).toEqual(filesOfAttack)
    expect(await readAll(made)).toEqual(before)
    expect(made.hasRun()).toBe(false)
  }))
