/** How often a person is told that something is damaged: in the session, as it is opened, or for the whole app. */
import type { Broken } from './breakage.ts'
import type { SessionModel } from './model.ts'
import type { Fault } from './steps.ts'
import { Violation } from './violation.ts'
import type { World } from './world.ts'

/** What a notice says of a journal that could not be read whole. */
const partLost = 'cannot be read any more'

/** What stands for damage of a file's kind; of another kind something older may be told beside it. */
const codesOf = { journal: /^journal_damaged$/, transcript: /^transcript_torn$/, database: /^database_/ }
export type Damaged = keyof typeof codesOf

export function damagedBy(fault: Fault): Damaged {
  if (fault.includes('journal')) return 'journal'
  return fault.includes('transcript') ? 'transcript' : 'database'
}

export class ToldDamage {
  readonly #session: SessionModel
  readonly #before: number

  /** Before the files of this session are broken. */
  constructor(session: SessionModel) {
    this.#session = session
    this.#before = noticesIn(session)
  }

  /** The next server runs, and the session is open in it and at rest. */
  async check(world: World, damaged: Damaged, broken: Broken): Promise<void> {
    const notices = damaged === 'journal' ? noticesIn(this.#session) - this.#before : 0
    const codes = [...(await world.problems()), ...(this.#session.window?.told ?? [])]
    const damage = codes.filter((code) => codesOf[damaged].test(code))
    const told = notices + damage.length
    if (told > 1 || (told === 0 && broken === 'must_be_told')) {
      throw new Violation(
        'told_once',
        `damage was told ${told} times: ${notices} notices, ${damage.join(', ')}`
      )
    }
  }
}

function noticesIn({ window }: SessionModel): number {
  const messages = window?.replica.session?.messages ?? []
  return messages.filter(
    ({ role, content }) =>
      role === 'system' && content.some((block) => block.type === 'text' && block.text.includes(partLost))
  ).length
}
