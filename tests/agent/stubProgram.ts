/** Writes the program `stubClaude.ts` is run as, with what it shall say; it stands in for Claude Code. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Play } from './stubClaude.ts'

export interface StubProgram {
  readonly path: string
  remove(): Promise<void>
}

export async function writeStubProgram(play: Play): Promise<StubProgram> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'skein-stub-'))
  const program = path.join(folder, 'claude')
  await writeFile(path.join(folder, 'play.json'), JSON.stringify(play))
  const stub = path.join(import.meta.dirname, 'stubClaude.ts')
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${stub}' '${folder}/play.json'\n`, {
    mode: 0o755
  })
  return { path: program, remove: () => rm(folder, { recursive: true, force: true }) }
}
