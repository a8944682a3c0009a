/**
 * The program behind a name, as a full path that nobody else may change. Asked by everything that starts a program:
 * `files/process*`, `agent/process*`, and the search for Claude Code.
 */
import { describeHand } from '../../shared/words/en/foreignHand.ts'
import { codeOf } from '../../shared/errors.ts'
import { findPrograms } from './findProgram.ts'
import type { ProgramSearch } from './findProgram.ts'
import { foreignHand, thisPerson } from './foreignHand.ts'
import type { ForeignHand, Person } from './foreignHand.ts'

export type TrustedProgram =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing' }
  /** There is one, and others may change it. */
  | { readonly kind: 'refused'; readonly path: string; readonly hand: ForeignHand }

/** The first that nobody else may change. One that others may change is passed over, and told of when it is the only. */
async function trustedProgram(
  name: string,
  search: ProgramSearch,
  person: Person | null = thisPerson()
): Promise<TrustedProgram> {
  return firstTrusted(await findPrograms(name, search), person)
}

export function firstTrusted(files: readonly string[], person: Person | null = thisPerson()): TrustedProgram {
  let refused: TrustedProgram = { kind: 'missing' }
  for (const path of files) {
    const hand = handOn(path, person)
    if (hand === 'gone') continue
    if (hand === null) return { kind: 'found', path }
    if (refused.kind === 'missing') refused = { kind: 'refused', path, hand }
  }
  return refused
}

/** Its full path. Throws with a sentence, as `ENOENT` when there is none. */
export async function programOrThrow(name: string, search: ProgramSearch): Promise<string> {
  const found = await trustedProgram(name, search)
  switch (found.kind) {
    case 'found':
      return found.path
    case 'missing':
      throw Object.assign(new Error(`there is no program ${name}`), { code: 'ENOENT' })
    case 'refused': {
      const { reason, remedy } = describeHand(found.hand)
      throw Object.assign(new Error(`${found.path} is not started. ${reason} ${remedy}.`), { code: 'EPERM' })
    }
  }
}

/** Where this process looks for programs: its own `PATH`. */
export function ownSearch(env: Readonly<Record<string, string | undefined>> = process.env): ProgramSearch {
  const { platform } = process
  return { path: env[pathName(env)], pathExt: env['PATHEXT'], platform }
}

/** `Path` on Windows. */
export function pathName(env: Readonly<Record<string, string | undefined>>): string {
  return Object.keys(env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
}

function handOn(path: string, person: Person | null): ForeignHand | null | 'gone' {
  try {
    return foreignHand(path, person)
  } catch (error) {
    if (codeOf(error) === null) throw error
    return 'gone'
  }
}
