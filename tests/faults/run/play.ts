/** Plays the steps of a fault run in a world, and looks after every fault whether all that must hold does. */
import { randomUUID } from 'node:crypto'
import { breakFiles, breaksFiles } from './breakage.ts'
import { restoreFlushed } from './flushedImage.ts'
import { checkMachine, checkSession } from './invariants.ts'
import type { Said, SessionModel } from './model.ts'
import type { Death } from './orders.ts'
import { ToldDamage, damagedBy } from './toldDamage.ts'
import { Person } from './person.ts'
import type { Act, Fault, Step } from './steps.ts'
import { Violation } from './violation.ts'
import { World } from './world.ts'
import type { WorldOptions } from './world.ts'

const minutes = 60_000

/** These come in the midst of what is sent, not after it. */
const armed: readonly Fault[] = ['die_at_write', 'die_in_transcript']

/** Faults that come in pairs: a death in what mends the first, a death behind a full disk. */
const twofold = { die_in_recovery: 2, full_disk: 2, full_disk_and_kill: 2, failing_flush: 2 }

/** A world whose sessions have been counted once. */
export async function makeWorld(options: WorldOptions): Promise<World> {
  const world = await World.make(options)
  await countLongPasts(world)
  return world
}

/** A session is counted with the first turn in it. */
async function countLongPasts(world: World): Promise<void> {
  for (const session of world.sessions.filter(({ hasLongPast }) => hasLongPast)) {
    const person = new Person(world, session)
    await person.say('say 1 words')
    await person.rest()
  }
}

/** Throws what does not hold afterwards. */
export async function play(world: World, step: Step): Promise<void> {
  await new Player(world, step).play()
}

class Player {
  readonly #world: World
  readonly #step: Step
  readonly #session: SessionModel
  readonly #person: Person

  constructor(world: World, step: Step) {
    const session = world.sessions[step.session % world.sessions.length]
    if (session === undefined) throw new Error('a world without sessions')
    this.#world = world
    this.#step = step
    this.#session = session
    this.#person = new Person(world, session)
  }

  async play(): Promise<void> {
    const { fault, moment } = this.#step
    await this.#world.enter(this.#session)
    this.#session.see()
    await this.#cutBeside()
    if (armed.includes(fault) && moment === 'sent') await this.#arm()
    const said = await this.#act()
    await this.#person.driveTo(moment, said)
    await this.#fault()
    await this.#settle()
    await this.#check()
  }

  /** Their turns go on, and are on their way when the fault comes. */
  async #cutBeside(): Promise<void> {
    const others = this.#world.sessions.filter((session) => session !== this.#session)
    for (const [index, { act, moment }] of this.#step.beside.entries()) {
      const session = others[index]
      if (session === undefined) return
      const beside = {
        ...this.#step,
        session: this.#world.sessions.indexOf(session),
        act,
        moment,
        beside: []
      }
      await new Player(this.#world, beside).#beCut()
      this.#world.faults += 1
    }
  }

  async #beCut(): Promise<void> {
    await this.#world.enter(this.#session)
    this.#session.see()
    await this.#person.driveTo(this.#step.moment, await this.#act())
    this.#session.see()
    await this.#session.dropWindow()
    await this.#world.enter(this.#session)
  }

  async #act(): Promise<Said> {
    const { act, size } = this.#step
    switch (act) {
      case 'run':
        return this.#run()
      case 'run_and_queue': {
        const said = await this.#run()
        await this.#person.say(`say ${size} words`)
        return said
      }
      case 'say':
        return this.#person.say(`say ${size * 4} words`)
      case 'write':
        return this.#person.say(`write notes-${size}.txt ${randomUUID()}`)
      case 'tasks':
      case 'fail':
        return this.#person.say(act satisfies Act)
      case 'again':
        return this.#again()
    }
  }

  /** A command that outlives its server where that is what matters. */
  #run(): Promise<Said> {
    const { fault, moment } = this.#step
    const mark = `ran-${randomUUID()}`
    const dies = fault === 'kill' || fault === 'die_in_recovery' || fault === 'terminate'
    const rest = moment === 'running' && dies ? '; sleep 25' : ''
    return this.#person.say(`run echo ${mark} >> ${this.#world.effects}${rest}`, mark)
  }

  /** Something that was carried out long ago, sent once more by a window that did not hear of it. */
  #again(): Promise<Said> {
    const { id, hasLongPast, oldPrompt, said } = this.#session
    const old = hasLongPast
      ? { id: oldPrompt, mark: null }
      : said.find(({ answered }) => answered === 'accepted')
    if (old === undefined) return this.#person.say('say 3 words')
    const mark = old.mark ?? `never-${id}`
    return this.#person.say(`run echo ${mark} >> ${this.#world.effects}`, mark, old.id)
  }

  async #arm(): Promise<void> {
    await this.#world.server.tell({ type: 'die', death: this.#death() })
  }

  /** Journals are written far more often than transcripts. */
  #death(): Death {
    const { fault, size, phase } = this.#step
    if (fault === 'die_in_transcript') return { of: 'transcripts', at: (size % 3) + 1, phase: 'half' }
    return size % 2 === 0
      ? { of: 'transcripts', at: Math.ceil(size / 4), phase }
      : { of: 'any', at: size, phase }
  }

  async #fault(): Promise<void> {
    const { fault, size } = this.#step
    const world = this.#world
    world.faults += fault in twofold ? 2 : 1
    switch (fault) {
      case 'kill':
        return this.#killAndStart()
      case 'die_at_write':
      case 'die_in_transcript':
        if (this.#step.moment !== 'sent') await this.#arm()
        return
      case 'die_in_recovery':
        return this.#killAndStart(this.#death())
      case 'terminate': {
        const code = await world.end('SIGTERM')
        if (code !== 0) throw new Violation('goes_on', `asked to end it ends with ${String(code)}`)
        await world.start()
        return
      }
      case 'cut_socket':
        await this.#session.dropWindow()
        return
      case 'slow_socket':
        return this.#readSlowly()
      case 'full_disk':
      case 'full_disk_and_kill':
        return this.#fillDisk()
      case 'failing_flush':
        return this.#failFlushes()
      case 'clock_back':
        await world.server.tell({ type: 'skip', ms: -size * minutes })
        return
      case 'second_server': {
        const { code, log } = await world.second()
        if (code !== 3 || log === '')
          throw new Violation('starts_again', `a second server ends with ${code}: ${log}`)
        return
      }
      case 'unload':
        return this.#unload()
      case 'power_loss':
        return this.#losePower()
      default:
        if (!breaksFiles.includes(fault)) throw new Error(`no such fault: ${fault}`)
        return this.#breakFiles()
    }
  }

  async #killAndStart(death: Death | null = null): Promise<void> {
    await this.#world.end('SIGKILL')
    await this.#startWith(death)
  }

  async #startWith(death: Death | null): Promise<void> {
    if (await this.#world.start(death)) await this.#world.server.tell({ type: 'die', death: null })
    if (this.#world.server.hasEnded) await this.#world.start()
  }

  /** Another window does what is to be done; this one hears of it late. */
  async #readSlowly(): Promise<void> {
    const session = this.#session
    const slow = session.window
    slow?.pause()
    session.window = null
    await this.#person.rest()
    await session.dropWindow()
    slow?.resume()
    session.window = slow
  }

  async #fillDisk(): Promise<void> {
    const { size, phase, fault } = this.#step
    const { server } = this.#world
    const code = phase === 'before' ? 'EROFS' : 'ENOSPC'
    const shown = this.#world.sessions.map((session) => {
      session.see()
      return [session, session.shown] as const
    })
    await server.tell({ type: 'disk', trouble: { code, left: phase === 'half' ? size * 30 : 0 } })
    await this.#person.say('say 5 words')
    await this.#person.rest({ mayWait: true })
    if (fault === 'full_disk_and_kill') {
      await this.#world.end('SIGKILL')
      // There was no place for the rest, and the person was told.
      for (const [session, before] of shown) session.shown = before
      await this.#world.start()
      return
    }
    await server.tell({ type: 'disk', trouble: null })
    await this.#person.say('say 4 words')
    await this.#settle()
    // What is owed in other sessions is tried again within half a minute.
    await server.tell({ type: 'skip', ms: minutes })
    await this.#check({ isCountLate: true })
    await this.#killAndStart()
  }

  /** What is not flushed must stand in the journal: it is all that would be left of it. */
  async #failFlushes(): Promise<void> {
    const { server } = this.#world
    const fail = this.#step.phase === 'before' ? 'journals' : 'transcripts'
    await server.tell({ type: 'flushes', fail })
    const said = await this.#person.say('say 5 words')
    await this.#person.rest({ mayWait: fail === 'journals' })
    if (fail === 'journals' && this.#session.window?.acks.get(said.id)?.ok === true && !server.hasEnded)
      throw new Violation('acknowledged_is_there', 'what could not be flushed was acknowledged')
    const isKept = this.#world.hasFile(this.#world.journal(this.#session))
    if (
      fail === 'transcripts' &&
      !isKept &&
      this.#session.window?.acks.get(said.id)?.ok === true &&
      !server.hasEnded
    )
      throw new Violation('acknowledged_is_there', 'the journal went before the transcript was flushed')
    await this.#killAndStart()
  }

  async #unload(): Promise<void> {
    const { phase } = this.#step
    await this.#person.rest()
    this.#session.see()
    await this.#session.dropWindow()
    await this.#world.server.tell({ type: 'skip', ms: 5 * minutes + 1000 })
    if (phase === 'half') return this.#killAndStart()
    await this.#world.server.tell({ type: 'skip', ms: 5 * minutes + 1000 })
  }

  async #losePower(): Promise<void> {
    const { dataDir, place } = this.#world
    const ran = this.#world.sessions.filter(({ window }) => window?.replica.session?.session.state !== 'idle')
    await this.#world.end('SIGKILL')
    for (const session of ran) session.excuseTurn()
    if (place.image !== null) {
      restoreFlushed(dataDir, place.image, this.#step.phase === 'before' ? 'dropped' : 'kept')
    }
    await this.#world.start()
  }

  async #breakFiles(): Promise<void> {
    await this.#world.end('SIGKILL')
    const before = new ToldDamage(this.#session)
    const broken = breakFiles(this.#world, this.#session, this.#step)
    await this.#world.start()
    if (broken !== 'nothing') await this.#world.untilListed()
    await this.#person.rest()
    await before.check(this.#world, damagedBy(this.#step.fault), broken)
  }

  /** Everybody comes to rest, and whatever died on the way is started again. */
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

  /** Files that are not those that were counted are counted behind the start; the power gives back what was cut. */
  async #check({
    isCountLate = [...breaksFiles, 'power_loss'].includes(this.#step.fault)
  } = {}): Promise<void> {
    for (const session of this.#world.sessions) {
      await checkSession(this.#world, session, { isCountLate })
      session.see()
    }
    checkMachine(this.#world)
  }
}
