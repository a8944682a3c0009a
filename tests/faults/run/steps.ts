/** What a fault run does: one turn of a session a step, with one fault at one moment of it. Pure. */
import fc from 'fast-check'

/** What is sent. */
export const acts = ['run', 'run_and_queue', 'say', 'write', 'tasks', 'fail', 'again'] as const
export type Act = (typeof acts)[number]

/** How far the turn has come when the fault comes; a turn that does not come so far has ended. */
export const moments = ['sent', 'acked', 'streaming', 'asked', 'running', 'result', 'settled'] as const
export type Moment = (typeof moments)[number]

export const faults = {
  /** The server is killed. */
  kill: 6,
  /** It dies in a change of the disk, at its n-th. */
  die_at_write: 6,
  /** It dies in the middle of what it writes to a transcript: half of a message stands there. */
  die_in_transcript: 2,
  /** It is killed, and so is the next one while it puts in order what was left. */
  die_in_recovery: 4,
  /** It is asked to end. */
  terminate: 2,
  cut_socket: 3,
  slow_socket: 2,
  /** The disk refuses everything for the rest of the turn; then it is well again, and after another turn the server dies. */
  full_disk: 3,
  /** The same, but the server dies while it is full. */
  full_disk_and_kill: 2,
  /** It takes everything, and for transcripts, or journals, it cannot flush it; then the server dies. */
  failing_flush: 2,
  /** As a killed server may leave them. */
  torn_journal: 2,
  cut_journal: 1,
  torn_journal_header: 1,
  torn_transcript: 2,
  cut_transcript: 1,
  lost_database: 1,
  torn_database: 1,
  torn_database_log: 1,
  clock_back: 2,
  second_server: 1,
  unload: 2,
  power_loss: 3
} as const
export type Fault = keyof typeof faults

export interface Step {
  /** Which of the run's sessions. */
  readonly session: number
  readonly act: Act
  readonly fault: Fault
  readonly moment: Moment
  /** Which change of the disk, how many bytes, how many words. */
  readonly size: number
  readonly phase: 'before' | 'half' | 'after'
  /** In sessions beside it: how far a turn has come there when their windows lose the connection, before the fault. */
  readonly beside: readonly Beside[]
}

export interface Beside {
  readonly act: Act
  readonly moment: Moment
}

export const sessionCount = 3

/** One of these kinds of fault, by their weights. */
export function stepOf(kinds: readonly Fault[] = Object.keys(faults).filter(isFault)): fc.Arbitrary<Step> {
  return fc.record({
    session: fc.nat({ max: sessionCount - 1 }),
    act: fc.constantFrom(...acts),
    fault: fc.oneof(...kinds.map((kind) => ({ weight: faults[kind], arbitrary: fc.constant(kind) }))),
    moment: fc.constantFrom(...moments),
    size: fc.integer({ min: 1, max: 12 }),
    phase: fc.constantFrom('before', 'half', 'after'),
    beside: kinds.includes('cut_socket') ? besides : fc.constant([])
  })
}

const besides = fc.array(fc.record({ act: fc.constantFrom(...acts), moment: fc.constantFrom(...moments) }), {
  minLength: 1,
  maxLength: sessionCount - 1,
  size: 'max'
})

function isFault(name: string): name is Fault {
  return Object.hasOwn(faults, name)
}

/** As one line of a list. */
export function describeStep({ session, act, fault, moment, size, phase, beside }: Step): string {
  const cut = beside.map((one) => `; beside it ${one.act}, cut off at "${one.moment}"`).join('')
  return `session ${session}: ${act}; at "${moment}": ${fault} (${size}, ${phase})${cut}`
}
