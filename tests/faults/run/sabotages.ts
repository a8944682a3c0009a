/**
 * Servers that are wrong on purpose, so that a fault run can show that it would notice: each changes one place of the
 * source as it is loaded. A place that is no longer found fails the start: then the sabotage must be written anew.
 */
import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'

export interface Sabotage {
  readonly file: string
  readonly place: RegExp
  readonly instead: string
}

export const sabotages = {
  /** What was acknowledged is on disk only a little later. */
  acknowledge_before_recording: {
    file: 'electron/session/live/journal.ts',
    place: /^ {2}append\(frames: readonly string\[\]\): void \{/m,
    instead: `  append(frames: readonly string[]): void {
    setTimeout(() => this.appendLate(frames), 400)
  }

  appendLate(frames: readonly string[]): void {`
  },
  /** The journal goes with the first result of a tool, while the turn runs on. */
  drop_the_journal_early: {
    file: 'electron/session/live/turnJournal.ts',
    place: /^ {2}write\(step: JournalStep\): ([\w ]+) \{/m,
    instead: `  write(step: JournalStep): $1 {
    const dropped = this.writeWell(step)
    if (step.frames.some((frame) => frame.includes('"tool_result"'))) this.#journal.remove()
    return dropped
  }

  writeWell(step: JournalStep): $1 {`
  },
  /** Of a message that is half in the transcript, the other half is forgotten. */
  recover_by_id: {
    file: 'electron/session/past/recovery.ts',
    place: /^export function recover\((\w+|\{[^}]*\}): RecoveryInput\): Recovered \{/m,
    instead: `export function recover(input: RecoveryInput): Recovered {
  const known = new Set(input.past.map(({ id }) => id))
  const recovered = recoverWell(input)
  return { ...recovered, messages: recovered.messages.filter(({ id }) => !known.has(id)) }
}

function recoverWell($1: RecoveryInput): Recovered {`
  },
  forget_command_ids: {
    file: 'electron/session/live/knownCommands.ts',
    place: /^ {2}has\(id: string\): boolean \{/m,
    instead: `  has(id: string): boolean {
    if (id !== '') return false`
  },
  skip_the_last_event_on_replay: {
    file: 'electron/session/live/ring.ts',
    place: /return this\.#frames\.slice\(this\.#frames\.length - missed\)/,
    instead: 'return this.#frames.slice(this.#frames.length - missed, missed > 1 ? -1 : undefined)'
  },
  /** What waits for a person is taken back while Claude Code still lives: it takes that for a refusal. */
  withdraw_before_stopping: {
    file: 'electron/agent/claude/claudeRun.ts',
    place: /^ {4}await this\.#process\.stop\(\)\n {4}if \(this\.#turn\)/m,
    instead: `    this.#broker.withdrawAll()
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await this.#process.stop()
    if (this.#turn)`
  },
  /** For the disk that drops what was not flushed. */
  flush_nothing: {
    file: 'electron/machine/flush.ts',
    place: /fdatasync\(descriptor, ([\s\S]*?)await flush\(handle\)/,
    instead: '((_descriptor, told) => setImmediate(() => told(null)))(descriptor, $1'
  },
  count_a_message_twice: {
    file: 'electron/transcript/count/tally.ts',
    place: /if \(isNew\) tally\.messageCount \+= 1/,
    instead: 'if (isNew) tally.messageCount += tally.messageCount % 7 === 6 ? 2 : 1'
  }
} as const satisfies Record<string, Sabotage>
export type SabotageName = keyof typeof sabotages

export function isSabotage(name: string): name is SabotageName {
  return Object.hasOwn(sabotages, name)
}

/** Must be called before the file it changes is loaded. */
export function loadSabotaged(name: SabotageName): void {
  const { file, place, instead } = sabotages[name]
  registerHooks({
    load: (url, context, next) => {
      if (!url.endsWith(`/${file}`)) return next(url, context)
      const source = readFileSync(fileURLToPath(url), 'utf8')
      if (!place.test(source)) throw new Error(`The sabotage "${name}" does not find its place in ${file}.`)
      return {
        format: 'module',
        source: stripTypeScriptTypes(source.replace(place, instead)),
        shortCircuit: true
      }
    }
  })
}
