/** Plays the steps of a fault run with the real Claude Code, and looks after every fault whether all that must hold does. */
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checkMachine, checkSession } from '../run/invariants.ts'
import { endOne } from '../run/markedProcesses.ts'
import type { Said, SessionModel } from '../run/model.ts'
import { Person } from '../run/person.ts'
import type { SabotageName } from '../run/sabotages.ts'
import { Violation } from '../run/violation.ts'
import { World } from '../run/world.ts'
import { Answers, lastWords, resultsOf, summaryGate } from './answers.ts'
import type { Deed, Prompted } from './answers.ts'
import { checkAskedOnce, checkTranscript } from './checks.ts'
import { sessionCount } from './steps.ts'
import type { Step } from './steps.ts'
import { fakeModelEnvironment } from '../../fakeModel/environment.ts'

const minutes = 60_000

/** A world whose sessions Claude Code works in, and the model it asks. */
export class ClaudeScene {
  readonly world: World
  readonly answers: Answers

  private constructor(world: World, answers: Answers) {
    this.world = world
    this.answers = answers
  }

  static async make(sabotage?: SabotageName): Promise<ClaudeScene> {
    const answers = await Answers.start()
    try {
      const world = await World.make({
        sessions: sessionCount,
        agent: 'claude',
        env: environmentFor(answers.model.url),
        ...(sabotage === undefined ? null : { sabotage })
      })
      answers.leaveTracesIn(world)
      return new ClaudeScene(world, answers)
    } catch (error) {
      await answers.model.close()
      throw error
    }
  }

  get faults(): number {
    return this.world.faults
  }

  async play(step: Step): Promise<void> {
    await new Player(this, step).play()
  }

  async close(): Promise<void> {
    await this.world.close()
    await this.answers.model.close()
  }
}

/** Loopback alone, and a key that opens nothing. */
function environmentFor(modelUrl: string): NodeJS.ProcessEnv {
  return { ...fakeModelEnvironment({ url: modelUrl }), CLAUDE_CODE_MAX_RETRIES: '1' }
}

class Player {
  readonly #world: World
  readonly #answers: Answers
  readonly #step: Step
  readonly #session: SessionModel
  readonly #person: Person
  /** What was asked for in this step. */
  #prompts: readonly Prompted[] = []

  constructor(scene: ClaudeScene, step: Step) {
    const { world, answers } = scene
    const session = world.sessions[step.session % world.sessions.length]
    if (session === undefined) throw new Error('a world without sessions')
    this.#world = world
    this.#answers = answers
    this.#step = step
    this.#session = session
    this.#person = new Person(world, session)
  }

  async play(): Promise<void> {
    const { fault, moment } = this.#step
    await this.#world.enter(this.#session)
    this.#session.see()
    if (fault === 'die_at_write' && moment === 'sent') await this.#arm()
    const { summaries } = this.#answers
    if (moment !== 'compacting') this.#letGo(summaries)
    const said = await this.#act()
    const isThere = await this.#driveTo(said, summaries)
    await this.#fault()
    this.#letGo(summaries)
    await this.#settle()
    await this.#check()
    if (isThere) this.#checkNotAskedOn()
  }

  async #act(): Promise<Said> {
    const { act } = this.#step
    switch (act) {
      case 'say':
      case 'run':
      case 'write':
        return this.#send(act)
      case 'two_tools':
        return this.#send('both')
      case 'run_and_queue': {
        const said = await this.#send('run')
        await this.#send('say')
        return said
      }
      case 'compact':
        return this.#person.say('/compact')
      case 'again':
        return this.#again()
    }
  }

  async #send(deed: Deed): Promise<Said> {
    const prompted = this.#answers.prompt(deed, this.#step.size)
    const isFirst = this.#prompts.length === 0
    this.#prompts = [...this.#prompts, prompted]
    const { moment } = this.#step
    if (moment !== 'streaming' || !isFirst) this.#answers.model.open(prompted.gate)
    if (moment !== 'running') this.#stopCommand(prompted.key)
    return this.#person.say(prompted.text, prompted.key)
  }

  /** Something that was carried out before, sent once more by a window that did not hear of it. */
  #again(): Promise<Said> {
    const old = this.#session.said.find(({ answered }) => answered === 'accepted')
    return old === undefined ? this.#send('say') : this.#person.say(old.text, old.mark, old.id)
  }

  /** Whether it came to that. */
  async #driveTo(said: Said, summaries: number): Promise<boolean> {
    const { moment, size } = this.#step
    if (moment === 'anywhere') return this.#person.driveOn(size, said)
    if (moment !== 'compacting') return this.#person.driveTo(moment, said)
    const isReached = this.#answers.model.reached(summaryGate(summaries + 1)).then(() => true)
    return Promise.race([isReached, this.#person.driveTo('settled', said).then(() => false)])
  }

  async #arm(): Promise<void> {
    const { size: at, phase } = this.#step
    await this.#world.server.tell({ type: 'die', death: { of: 'any', at, phase } })
  }

  async #fault(): Promise<void> {
    const { fault, size, phase } = this.#step
    const world = this.#world
    world.faults += fault === 'die_in_recovery' ? 2 : 1
    switch (fault) {
      case 'kill':
        await world.end('SIGKILL')
        await world.start()
        return
      case 'die_in_recovery':
        await world.end('SIGKILL')
        if (await world.start({ of: 'any', at: size, phase }))
          await world.server.tell({ type: 'die', death: null })
        if (world.server.hasEnded) await world.start()
        return
      case 'die_at_write':
        if (this.#step.moment !== 'sent') await this.#arm()
        return
      case 'terminate':
        await this.#terminate()
        await world.start()
        return
      case 'kill_agent':
        return this.#killAgent()
      case 'cut_socket':
        this.#session.see()
        await this.#session.dropWindow()
        return
      case 'stop':
        this.#session.window?.send({ type: 'interrupt', id: randomUUID() })
        return
      case 'rest':
        return this.#rest()
    }
  }

  /** A machine that has much else to do may not let it settle all in time: then it ends as if it had been killed. */
  async #terminate(): Promise<void> {
    const { server } = this.#world
    const code = await this.#world.end('SIGTERM')
    if (code !== 0 && !server.log.includes('closing took too long')) {
      throw new Violation('goes_on', `asked to end it ends with ${String(code)}: ${server.log}`)
    }
  }

  /** None may have been started yet. */
  #killAgent(): void {
    const file = join(this.#world.dataDir, 'processes.json')
    if (!existsSync(file)) return
    const { processes } = Ledger.parse(JSON.parse(readFileSync(file, 'utf8')))
    for (const { pid, sessionId } of processes) {
      if (pid !== null && sessionId === this.#session.id) endOne(pid)
    }
  }

  async #rest(): Promise<void> {
    this.#letGo(this.#answers.summaries - 1)
    await this.#person.rest()
    this.#session.see()
    await this.#session.dropWindow()
    // Twice: what is put away after one rest may begin the next.
    for (let rest = 0; rest < 2; rest += 1) await this.#world.server.tell({ type: 'skip', ms: 11 * minutes })
  }

  /** Nothing holds the model or its commands any more; also what is asked after the fault. */
  #letGo(summaries: number): void {
    for (const { gate, key } of this.#prompts) {
      this.#answers.model.open(gate)
      this.#stopCommand(key)
    }
    for (let number = summaries; number < summaries + 4; number += 1) {
      this.#answers.model.open(summaryGate(number + 1))
    }
  }

  #stopCommand(key: string): void {
    writeFileSync(this.#answers.stopFile(key), '')
  }

  /** Every session at rest, and the server alive. */
  async #settle(): Promise<void> {
    for (let life = 0; life < 3; life += 1) {
      for (const session of this.#world.sessions) {
        if (this.#world.server.hasEnded) break
        await (session === this.#session ? this.#person : new Person(this.#world, session)).rest()
      }
      if (!this.#world.server.hasEnded) {
        await this.#world.server.tell({ type: 'die', death: null })
        if (!this.#world.server.hasEnded) return
      }
      await this.#world.end('SIGKILL')
      await this.#world.start()
    }
    throw new Violation('starts_again', 'it dies again and again')
  }

  async #check(): Promise<void> {
    for (const session of this.#world.sessions) {
      await checkSession(this.#world, session)
      session.see()
      await checkTranscript(this.#world, session)
    }
    if (this.#step.fault === 'cut_socket') this.#checkAnswered()
    checkAskedOnce(this.#world, this.#answers)
    checkMachine(this.#world)
  }

  /** Whoever dies while a person is asked takes no answer for them: the model hears of it with the next prompt. */
  #checkNotAskedOn(): void {
    const { fault, moment } = this.#step
    if (moment !== 'asked' || !['kill', 'terminate', 'kill_agent', 'die_in_recovery'].includes(fault)) return
    const asked = this.#prompts.find(({ key }) => this.#answers.asked.has(resultsOf(key)))
    if (asked) throw new Violation('ran_once', `"${asked.text}" went on though nobody had allowed it`)
  }

  /** Nothing but a window was lost. */
  #checkAnswered(): void {
    const page = JSON.stringify(this.#session.window?.replica.session?.messages ?? [])
    const without = this.#prompts.find(({ key }) => !page.includes(lastWords(key)))
    if (without) throw new Violation('goes_on', `"${without.text}" was not answered`)
  }
}

const Ledger = z.object({
  processes: z.array(z.object({ pid: z.number().nullable(), sessionId: z.string() }))
})
