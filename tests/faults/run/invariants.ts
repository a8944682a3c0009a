/** What must hold of a session and of the machine whenever a fault is over and nothing runs. */
import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { SessionMessage } from '../../../shared/session.ts'
import { says } from './model.ts'
import type { SessionModel } from './model.ts'
import { patience } from './patience.ts'
import { Violation } from './violation.ts'
import { Window } from './window.ts'
import type { World } from './world.ts'

/**
 * Throws the first rule that does not hold. The session is at rest, its window connected. `isCountLate`: its disk has
 * only just become well, and it may be counted in a moment.
 */
export async function checkSession(
  world: World,
  session: SessionModel,
  { isCountLate = false } = {}
): Promise<void> {
  if (isCountLate) await untilCounted(world, session)
  const messages = await world.messages(session)
  const fresh = new Window(world.ready, session.id, null)
  if (!(await fresh.until(() => fresh.replica.session !== null))) {
    throw new Violation('goes_on', 'a new window gets nothing')
  }
  fresh.drop()
  // What the older window has not been told yet is on its way.
  await session.window?.until(() => isAsFar(session.window, fresh))
  checkWindows(session, fresh, messages)
  checkWhatWasSaid(session, messages, fresh)
  checkWhatWasShown(session, messages)
  await checkCounts(world, session, messages)
  checkStopped(session, messages)
}

function isAsFar(window: Window | null, fresh: Window): boolean {
  const [old, now] = [window?.replica.cursor, fresh.replica.cursor]
  return !old || !now || old.epoch !== now.epoch || old.seq >= now.seq
}

function checkWindows(session: SessionModel, fresh: Window, messages: readonly SessionMessage[]): void {
  const { window } = session
  if (window === null) return
  if (window.trouble !== null) throw new Violation('replica_is_server', window.trouble)
  const old = window.replica.session
  const now = fresh.replica.session
  if (old === null || now === null) throw new Violation('replica_is_server', 'a window knows nothing')
  const size = Math.min(old.messages.length, now.messages.length)
  const shape = ({ session: summary, messages: all, queue, permissions }: typeof old): string =>
    JSON.stringify({ summary, messages: all.slice(all.length - size), queue, permissions })
  if (shape(old) !== shape(now)) {
    throw new Violation('replica_is_server', firstDifference(shape(old), shape(now)))
  }
  const tail = now.messages.slice(-messages.length)
  const paged = messages.slice(messages.length - tail.length)
  const told = (all: readonly SessionMessage[]): string =>
    JSON.stringify(all.map(({ id, role, content }) => ({ id, role, content })))
  if (told(tail) !== told(paged)) {
    throw new Violation('replica_is_server', `pages differ: ${firstDifference(told(tail), told(paged))}`)
  }
}

function firstDifference(a: string, b: string): string {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  const from = Math.max(0, at - 80)
  return `window: …${a.slice(from, at + 160)}…\nserver: …${b.slice(from, at + 160)}…`
}

function checkWhatWasSaid(session: SessionModel, messages: readonly SessionMessage[], fresh: Window): void {
  const ids = [...messages.map(({ id }) => id), ...(fresh.replica.session?.queue.map(({ id }) => id) ?? [])]
  const seen = new Set<string>()
  for (const id of ids) {
    if (seen.has(id)) throw new Violation('acknowledged_is_there', `${id} stands there twice`)
    seen.add(id)
  }
  for (const { id, text, answered } of session.said) {
    if (answered === 'accepted' && !seen.has(id)) {
      throw new Violation('acknowledged_is_there', `"${text}" (${id}) is gone`)
    }
  }
}

function checkWhatWasShown(session: SessionModel, messages: readonly SessionMessage[]): void {
  const places = new Map(messages.map(({ id }, index) => [id, index]))
  let last = -1
  for (const shown of session.shown) {
    const place = places.get(shown.id)
    const now = place === undefined ? undefined : messages[place]
    if (place === undefined || now === undefined) {
      throw new Violation('shown_is_there', `a message is gone: ${brief(shown)}`)
    }
    if (!says(now, shown)) {
      throw new Violation(
        'shown_is_there',
        `a message says less:\nshown: ${brief(shown)}\nnow:   ${brief(now)}`
      )
    }
    if (place < last) throw new Violation('order_is_kept', orderOf(session.shown, messages))
    last = place
  }
}

function brief({ id, role, content }: SessionMessage): string {
  return `${role} ${id} ${JSON.stringify(content).slice(0, 240)}`
}

function orderOf(shown: readonly SessionMessage[], messages: readonly SessionMessage[]): string {
  const list = (all: readonly SessionMessage[]): string =>
    all
      .slice(-12)
      .map((message) => `  ${brief(message).slice(0, 110)}`)
      .join('\n')
  return `shown:\n${list(shown)}\nnow:\n${list(messages)}`
}

/** Returns when the counts agree, or patience is over: then the check says it. */
async function untilCounted(world: World, session: SessionModel): Promise<void> {
  const messages = await world.messages(session)
  const until = performance.now() + patience
  while (performance.now() < until) {
    try {
      await checkCounts(world, session, messages)
      return
    } catch (error) {
      if (!(error instanceof Violation)) throw error
    }
    await world.server.tell({ type: 'skip', ms: 60_000 })
    await wait(20)
  }
}

/** Prompts and answers; the result of a tool is part of the answer that asked for it. */
async function checkCounts(
  world: World,
  session: SessionModel,
  messages: readonly SessionMessage[]
): Promise<void> {
  const transcript = messages.filter(
    ({ role, content, parentToolUseId }) =>
      parentToolUseId === undefined &&
      (role === 'assistant' || (role === 'user' && content.some(({ type }) => type !== 'tool_result')))
  ).length
  const listed = (await world.listed()).find(({ id }) => id === session.id)
  if (!listed) {
    if (messages.length === 0) return
    throw new Violation('counts_agree', 'the session is not in the list')
  }
  const list = listed.metadata.messageCount
  const panel = (await world.panel(session)).metadata.messageCount
  if (list !== transcript || panel !== transcript) {
    throw new Violation('counts_agree', `list ${list}, panel ${panel}, transcript ${transcript}`)
  }
}

/** Each time the server died a turn says so at most once. */
function checkStopped(_session: SessionModel, messages: readonly SessionMessage[]): void {
  let told = 0
  for (const { role, notice, content } of messages) {
    const isPrompt = role === 'user' && content.some(({ type }) => type === 'text')
    const isStop =
      notice === 'interrupted' &&
      content.some((block) => block.type === 'text' && block.text.startsWith('Skein '))
    if (isPrompt) told = 0
    else if (isStop) told += 1
    if (told > 1) throw new Violation('told_once', 'a turn says twice that Skein stopped')
  }
}

/** Throws when a command ran twice, something runs still, or files lie about. Nothing runs in any session. */
export function checkMachine(world: World): void {
  for (const [mark, count] of world.runs()) {
    if (count > 1) throw new Violation('ran_once', `${mark} ran ${count} times`)
  }
  const orphans = world.orphans()
  if (orphans.length > 0) throw new Violation('no_orphans', orphans.map(({ line }) => line).join(', '))
  const strays = readdirSync(world.dataDir, { recursive: true })
    .map(String)
    .filter((name) => /\.(?:next|part|tmp|draft)$|\.[0-9a-f]{8}-[0-9a-f-]{27}$/.test(name))
  if (strays.length > 0) throw new Violation('no_stray_files', strays.join(', '))
  for (const session of world.sessions) {
    const queue = session.window?.replica.session?.queue ?? []
    if (queue.length === 0 && world.hasFile(world.journal(session))) {
      throw new Violation('no_stray_files', `a journal without a turn: ${session.id}`)
    }
  }
}
