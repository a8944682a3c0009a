/** What a fault run with Claude Code does: one turn of a session a step, with one fault at one moment of it. Pure. */
import fc from 'fast-check'

/** What is sent. */
export const acts = ['say', 'run', 'write', 'two_tools', 'run_and_queue', 'compact', 'again'] as const
export type Act = (typeof acts)[number]

/** How far the turn has come when the fault comes; a turn that does not come so far has ended. */
export const moments = [
  'sent',
  'acked',
  'streaming',
  'asked',
  'running',
  'compacting',
  'result',
  'settled',
  /** So many things have been told. */
  'anywhere'
] as const
export type Moment = (typeof moments)[number]

export const faults = {
  /** The server is killed. */
  kill: 6,
  /** It is killed, and so is the next one while it puts in order what was left. */
  die_in_recovery: 2,
  /** It dies in a change of its disk, at its n-th. */
  die_at_write: 3,
  /** It is asked to end, and started again. */
  terminate: 3,
  /** Claude Code is killed under it. */
  kill_agent: 5,
  cut_socket: 3,
  /** A person stops the turn. */
  stop: 2,
  /** Nothing happens for so long that Claude Code and the session are put away. */
  rest: 2
} as const
export type Fault = keyof typeof faults

export interface Step {
  /** Which of the run's sessions. */
  readonly session: number
  readonly act: Act
  readonly fault: Fault
  readonly moment: Moment
  /** Which change of the disk, how many things told, how many words. */
  readonly size: number
  readonly phase: 'before' | 'half' | 'after'
}

export const sessionCount = 2

export interface Choice {
  /** Only these; absent: all kinds. */
  readonly kinds?: readonly Fault[]
  readonly acts?: readonly Act[]
  readonly moments?: readonly Moment[]
}

/** One of these kinds of fault, by their weights. */
export function stepOf(choice: Choice = {}): fc.Arbitrary<Step> {
  const { kinds = Object.keys(faults).filter(isFault) } = choice
  return fc
    .record({
      session: fc.nat({ max: sessionCount - 1 }),
      act: fc.constantFrom(...(choice.acts ?? acts)),
      fault: fc.oneof(...kinds.map((kind) => ({ weight: faults[kind], arbitrary: fc.constant(kind) }))),
      moment: fc.constantFrom(...(choice.moments ?? moments)),
      size: fc.integer({ min: 1, max: 12 }),
      phase: fc.constantFrom('before', 'half', 'after')
    })
    .map((step) => ({ ...step, moment: momentOf(step) }))
}

/** One that the act comes to: a turn that says something has no command that runs. */
function momentOf({ act, moment }: Step): Moment {
  const isTool = act !== 'say' && act !== 'compact' && act !== 'again'
  switch (moment) {
    case 'asked':
    case 'running':
    case 'result':
      return act === 'compact' ? 'compacting' : isTool ? moment : 'streaming'
    case 'compacting':
      return act === 'compact' ? moment : 'streaming'
    case 'streaming':
      return act === 'compact' ? 'compacting' : moment
    default:
      return moment
  }
}

function isFault(name: string): name is Fault {
  return Object.hasOwn(faults, name)
}

/** As one line of a list. */
export function describeStep({ session, act, fault, moment, size, phase }: Step): string {
  return `session ${session}: ${act}; at "${moment}": ${fault} (${size}, ${phase})`
}
