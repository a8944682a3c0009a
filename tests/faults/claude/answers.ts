/**
 * What the model answers in a fault run, by what it is asked: a prompt holds a key that says what is to be done, a
 * result the number of the call that asked for it. What is asked is counted: nothing may be asked twice.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { startFakeModel } from '../../fakeModel/fakeModel.ts'
import type { FakeModel, RecordedRequest } from '../../fakeModel/fakeModel.ts'
import { reply, text, thinking, toolUse } from '../../fakeModel/script.ts'
import type { ReplyInput, StepInput } from '../../fakeModel/script.ts'

/** What a prompt has done: the two tools are one answer. */
export type Deed = 'say' | 'run' | 'write' | 'both'

export interface Prompted {
  readonly key: string
  readonly text: string
  /** Holds its first answer behind the first words, until it is opened. */
  readonly gate: string
}

interface Place {
  readonly folder: string
  readonly projectPath: string
  /** Each command that runs adds its key. */
  readonly effects: string
}

/** Holds the summary of a session behind its first words, while it is shut. */
export const summaryGate = (number: number): string => `summary-${number}`

export class Answers {
  readonly #asked = new Map<string, number>()
  #model: FakeModel | null = null
  #place: Place | null = null
  #summaries = 0

  static async start(): Promise<Answers> {
    const answers = new Answers()
    answers.#model = await startFakeModel({ fallback: (request) => answers.#answer(request) })
    return answers
  }

  get model(): FakeModel {
    if (this.#model === null) throw new Error('the model has not been started')
    return this.#model
  }

  get place(): Place {
    if (this.#place === null) throw new Error('nobody has said where commands leave their traces')
    return this.#place
  }

  leaveTracesIn({ folder, projectPath, effects }: Place): void {
    this.#place = { folder, projectPath, effects }
  }

  /** How often the model was asked the same. */
  get asked(): ReadonlyMap<string, number> {
    return this.#asked
  }

  /** How many summaries it was asked for. */
  get summaries(): number {
    return this.#summaries
  }

  /** A prompt that has not been there before. */
  prompt(deed: Deed, words: number): Prompted {
    const key = `${deed}-${words}-${randomBytes(4).toString('hex')}`
    return { key, text: `Please do fault-${key} now.`, gate: `first-${key}` }
  }

  /** While it does not lie there, the command of this key goes on. */
  stopFile(key: string): string {
    return join(this.place.folder, `stop-${key}`)
  }

  #answer(request: RecordedRequest): ReplyInput {
    const body = Body.safeParse(request.body).data
    // What the program itself adds behind the person's words is a message of another role.
    const blocks = body?.messages.findLast(({ role }) => role === 'user')?.content ?? []
    const said = typeof blocks === 'string' ? blocks : blocks.map((block) => block.text ?? '').join('\n')
    if (/detailed summary/i.test(said)) return this.#summary()
    const prompted = [...said.matchAll(/fault-(\w+-\d+-[0-9a-f]{8}) now/g)].at(-1)?.[1]
    if (prompted !== undefined) {
      this.#count(prompted)
      return this.#first(prompted)
    }
    const calls = typeof blocks === 'string' ? [] : blocks.flatMap(({ tool_use_id: id }) => id ?? [])
    const key = calls.at(-1)?.match(/^toolu_(\w+?)_(\d+)_([0-9a-f]{8})/)
    if (!key) return reply(text('There is nothing to do.'))
    const called = key.slice(1).join('-')
    this.#count(resultsOf(called))
    return reply(text(lastWords(called)))
  }

  #first(key: string): ReplyInput {
    const [deed, words] = key.split('-')
    const hold = { hold: `first-${key}`, chunk: 8 }
    const number = `toolu_${key.replaceAll('-', '_')}`
    const run = toolUse('Bash', { command: this.#command(key), description: `Does ${key}` }, `${number}_run`)
    const write = toolUse(
      'Write',
      { file_path: join(this.place.projectPath, `${key}.txt`), content: key },
      `${number}_write`
    )
    const calls: Readonly<Record<string, readonly StepInput[]>> = {
      run: [run],
      write: [write],
      both: [run, write]
    }
    const tools = deed === undefined ? [] : (calls[deed] ?? [])
    const many = Array.from({ length: Number(words) * 3 }, (_, index) => `word${index}`).join(' ')
    return tools.length === 0
      ? reply(thinking(`How to do ${key}`), text(many, hold), text(lastWords(key)))
      : reply(text(`I begin with ${key} at once.`, hold), ...tools)
  }

  /** Leaves its mark, and runs until it is told to stop. */
  #command(key: string): string {
    return `echo ${key} >> ${this.place.effects}; until [ -e ${this.stopFile(key)} ]; do sleep 0.05; done`
  }

  #summary(): ReplyInput {
    this.#summaries += 1
    const hold = summaryGate(this.#summaries)
    return reply(text('<summary>Some things were done, and they went well.</summary>', { hold }))
  }

  #count(what: string): void {
    this.#asked.set(what, (this.#asked.get(what) ?? 0) + 1)
  }
}

/** What the model is asked with the results of the calls it made for a prompt. */
export function resultsOf(key: string): string {
  return `the results of ${key}`
}

/** What the answer to a prompt ends with. */
export function lastWords(key: string): string {
  return `That was ${key}.`
}

const Body = z.looseObject({
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: z.union([
        z.string(),
        z.array(z.looseObject({ text: z.string().optional(), tool_use_id: z.string().optional() }))
      ])
    })
  )
})
