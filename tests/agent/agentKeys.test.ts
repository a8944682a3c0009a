/** A key that Skein keeps reaches the agent's process and nothing else, and a changed one reaches the next prompt. */
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openBench } from './claudeBench.ts'
import { writeStubProgram } from './stubProgram.ts'
import type { StubProgram } from './stubProgram.ts'

const turn = [
  { type: 'system', subtype: 'init', model: 'm1' },
  { type: 'result', subtype: 'success', is_error: false, terminal_reason: 'completed' }
]

let stub: StubProgram
let folder: string
let program: string

/** The stub behind a script that writes down what key each process was started with. */
beforeEach(async () => {
  stub = await writeStubProgram({ prompts: [turn, turn, turn] })
  folder = await mkdtemp(path.join(os.tmpdir(), 'skein-keys-'))
  program = path.join(folder, 'claude')
  const note = `printf '%s %s\\n' "$1" "$ANTHROPIC_API_KEY" >> '${folder}/starts'`
  await writeFile(program, `#!/bin/sh\n${note}\nexec '${stub.path}' "$@"\n`)
  await chmod(program, 0o755)
})
afterEach(async () => {
  await stub.remove()
  await rm(folder, { recursive: true, force: true })
})

async function starts(): Promise<string[]> {
  const file = path.join(folder, 'starts')
  return existsSync(file) ? (await readFile(file, 'utf8')).trim().split('\n') : []
}

test.skipIf(process.platform === 'win32')(
  'the kept key wins over the environment, and a new or removed one starts a new process',
  async () => {
    let secrets: Record<string, string> = { ANTHROPIC_API_KEY: 'kept-1' }
    const bench = await openBench({ claudePath: program, secrets: () => Promise.resolve(secrets) })
    const session = bench.open()
    expect((await session.turn('one')).outcome).toBe('done')
    expect((await session.turn('two')).outcome).toBe('done')
    secrets = { ANTHROPIC_API_KEY: 'kept-2' }
    expect((await session.turn('three')).outcome).toBe('done')
    secrets = {}
    expect((await session.turn('four')).outcome).toBe('done')
    await bench.close()
    expect((await starts()).map((line) => line.split(' ').at(-1))).toEqual(['kept-1', 'kept-2', 'dummy'])
  }
)

test.skipIf(process.platform === 'win32')('asking for its version gives it no key', async () => {
  const bench = await openBench({
    claudePath: program,
    secrets: () => Promise.resolve({ ANTHROPIC_API_KEY: 'kept' })
  })
  await bench.agent.check()
  await bench.close()
  expect(await starts()).toEqual(['--version dummy'])
})

test('a key that cannot be read fails the turn with what to do', async () => {
  const bench = await openBench({
    claudePath: program,
    secrets: () => Promise.reject(new Error('the keychain is locked'))
  })
  const session = bench.open()
  const { outcome, error } = await session.turn('one')
  await bench.close()
  expect([outcome, error]).toEqual([
    'failed',
    {
      code: 'key_unreadable',
      message:
        'The API key that Skein keeps for Claude Code cannot be read (the keychain is locked). Unlock the keychain of your system, or remove the key in the settings and give it again.',
      parameters: { reason: 'the keychain is locked' }
    }
  ])
  expect(await starts()).toEqual([])
})
