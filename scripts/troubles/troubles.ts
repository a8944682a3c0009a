/**
 * What went wrong in a run of `npm test`, told once more after its table: whoever sees only the end of a long log still
 * learns which test it was. The reporters in this folder note, `scripts/test.ts` reads and prints.
 */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/** The file's path, in the environment of the runners; without it nothing is noted. */
const VARIABLE = 'SKEIN_TEST_TROUBLES'
/** Characters kept of a message: its reason stands at its beginning. */
const MOST_OF_A_MESSAGE = 1_500
/** A broken machine fails everything; the first of it says why. */
const MOST_TOLD = 40

export interface Trouble {
  readonly outcome: 'failed' | 'needed a second go'
  /** File and names down to the test. */
  readonly test: string
  /** What was thrown, with colours or without. */
  readonly message: string
}

export function noteTrouble({ outcome, test, message }: Trouble): void {
  const file = process.env[VARIABLE]
  if (file === undefined) return
  appendFileSync(file, `${outcome}: ${test}\n${indented(message)}\n`)
}

/** Where the runners started from now on write, and all that they wrote. */
export function collectTroubles(): { told(): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'skein-troubles-'))
  const file = join(folder, 'troubles.txt')
  appendFileSync(file, '')
  process.env[VARIABLE] = file
  return {
    told: () => firstOf(readFileSync(file, 'utf8')),
    remove: () => rmSync(folder, { recursive: true, force: true })
  }
}

function indented(message: string): string {
  // A colour begun in a message would run on over the table.
  const plain = stripVTControlCharacters(message).slice(0, MOST_OF_A_MESSAGE)
  return plain
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
}

function firstOf(text: string): string {
  const entries = text.split(/^(?=\S)/mu)
  const more = entries.length - MOST_TOLD
  return entries.slice(0, MOST_TOLD).join('') + (more > 0 ? `and ${more} more\n` : '')
}
