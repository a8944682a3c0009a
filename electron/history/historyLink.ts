/**
 * The server's end of the worker of history: starts it, asks it, and hands on what it tells. A worker that dies is started
 * again, not for ever; then nobody is answered, and the app goes on without history. Owned by the session catalog.
 */
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { messageOf } from '../../shared/errors.ts'
import type { SessionId } from '../../shared/ids.ts'
import { Refusal } from '../refusal.ts'
import type { Agent } from '../agent/port.ts'
import type { Log } from '../log.ts'
import type { VaultWish } from './vault/questions.ts'
import type { FromWork, ToWork, WorkStart } from './work/messages.ts'
import type { Question } from './work/question.ts'

/** Milliseconds in which it may end by itself. */
const CLOSE_MS = 1_500
/** Deaths after which it is left alone. */
const MOST_DEATHS = 3

/**
 * Nothing of what is read lives long: with room for only some of it the worker adds less than half of the memory, and takes no
 * more of the processor. How much may stay is not limited: one long line has to fit.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 6 }

/** What the worker tells without being asked. */
export type Told = Exclude<FromWork, { type: 'answer' | 'refused' | 'log' | 'closed' }>

export interface HistoryLinkOptions {
  /** The worker's program (`historyWorker`); null: there is none, and every question is refused. */
  readonly program: URL | null
  readonly dataDir: string
  readonly agents: readonly Agent[]
  /** Folders of which is to be told whether they are there. */
  readonly paths: () => readonly string[]
  /** Of which sessions copies are to be kept. */
  readonly vault: () => VaultWish
  readonly told: (told: Told) => void
  readonly log: Log
}

interface Waiting {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

export class HistoryLink {
  readonly #options: HistoryLinkOptions
  readonly #waiting = new Map<number, Waiting>()
  #worker: Worker | null = null
  /** Resolves when the worker is there, or will not come. */
  #starting: Promise<void> = Promise.resolve()
  #nextId = 1
  #deaths = 0
  #closed: (() => void) | null = null
  #isClosing = false

  constructor(options: HistoryLinkOptions) {
    this.#options = options
  }

  /** Begins to look at everything. Who asks meanwhile is answered when it has begun. */
  start(): void {
    this.#starting = this.#begin()
  }

  /** Never rejects. */
  async #begin(): Promise<void> {
    const { program, agents, dataDir, log } = this.#options
    if (program === null || this.#isClosing) return
    try {
      const places: WorkStart['places'] = await Promise.all(
        agents.flatMap(({ id, transcripts }) =>
          transcripts === null ? [] : [transcripts.place().then((place) => ({ agent: id, place }))]
        )
      )
      if (this.#isClosing) return
      const workerData: WorkStart = { dataDir, places, vault: this.#options.vault() }
      const worker = new Worker(program, { workerData, name: 'skein-history', resourceLimits })
      worker.unref()
      worker.on('message', (message: FromWork) => this.#hear(message))
      worker.on('error', (error) => log.error({ error: messageOf(error) }, 'the worker of history failed'))
      worker.on('exit', (code) => this.#ended(worker, code))
      this.#worker = worker
      this.walk()
      void this.#moveLater(worker, places)
    } catch (error) {
      log.error({ error: messageOf(error) }, 'the worker of history could not be started')
    }
  }

  /** Where transcripts lie elsewhere than was thought when this worker began, another takes its place. Never rejects. */
  async #moveLater(worker: Worker, places: WorkStart['places']): Promise<void> {
    const { agents, log } = this.#options
    try {
      const later = await Promise.all(
        places.map(async ({ agent, place }) => {
          const found = agents.find(({ id }) => id === agent)?.transcripts?.laterPlace
          return found === undefined ? place : found()
        })
      )
      const isSame = places.every(({ place }, at) => place === later[at])
      if (isSame || this.#isClosing || this.#worker !== worker) return
      this.#worker = null
      this.#starting = worker.terminate().then(() => this.#begin())
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'where transcripts lie could not be found out')
    }
  }

  /** Looks at all folders again. */
  walk(): void {
    this.#say({ type: 'walk', paths: [...this.#options.paths()] })
  }

  /** Somebody works with the app right now: the worker takes half of its time. */
  noteBusy(): void {
    this.#say({ type: 'busy' })
  }

  tellAgain(sessionIds: readonly SessionId[]): void {
    if (sessionIds.length > 0) this.#say({ type: 'tell_again', sessionIds })
  }

  /** Rejects with the worker's own refusals, and with 503 `no_history` when there is no worker. */
  async ask<Ask, Answer>(question: Question<Ask, Answer>, ask: Ask, signal?: AbortSignal): Promise<Answer> {
    await this.#starting
    if (this.#worker === null) throw noHistory()
    const id = this.#nextId
    this.#nextId += 1
    signal?.addEventListener('abort', () => this.#say({ type: 'never_mind', id }), { once: true })
    const answer = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#say({ type: 'ask', id, name: question.name, ask })
    })
    return question.answer.parse(answer)
  }

  /** Resolves when the worker has ended: what it keeps is whole at any moment, so nobody waits for a long file. */
  async close(): Promise<void> {
    this.#isClosing = true
    const worker = this.#worker
    if (worker === null) return
    const closed = new Promise<void>((resolve) => {
      this.#closed = resolve
    })
    this.#say({ type: 'close' })
    await Promise.race([closed, setTimeout(CLOSE_MS)])
    await worker.terminate()
  }

  #say(message: ToWork): void {
    this.#worker?.postMessage(message)
  }

  #hear(message: FromWork): void {
    switch (message.type) {
      case 'answer':
        this.#waiting.get(message.id)?.resolve(message.answer)
        this.#waiting.delete(message.id)
        return
      case 'refused': {
        const { code, parameters } = message.failure
        this.#waiting.get(message.id)?.reject(new Refusal(message.status, code, parameters))
        this.#waiting.delete(message.id)
        return
      }
      case 'log':
        this.#options.log[message.level](message.facts, message.message)
        return
      case 'closed':
        this.#closed?.()
        return
      default:
        if (!this.#isClosing) this.#options.told(message)
    }
  }

  #ended(worker: Worker, code: number): void {
    const isMoved = this.#worker !== worker
    if (!isMoved) this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(noHistory())
    this.#waiting.clear()
    this.#closed?.()
    if (this.#isClosing || isMoved) return
    this.#deaths += 1
    this.#options.log.error({ code, deaths: this.#deaths }, 'the worker of history ended')
    if (this.#deaths < MOST_DEATHS) this.start()
  }
}

function noHistory(): Refusal {
  return new Refusal(503, 'no_history')
}
