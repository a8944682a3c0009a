/** What must hold with Claude Code beyond what holds of every agent: its own transcript is the page, and nothing was asked twice. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { readSessionPage } from '../../support/claude/testClaudeReading.ts'
import { encodeProjectFolder } from '../../../electron/agent/claude/transcript/locate.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { marked } from '../../support/claudeCalls.ts'
import { says } from '../run/model.ts'
import type { SessionModel } from '../run/model.ts'
import { Violation } from '../run/violation.ts'
import type { World } from '../run/world.ts'
import type { Answers } from './answers.ts'

/** More than a world says. */
const all = 1000

/** The model was asked for each thing once, and each prompt was written down once. */
export function checkAskedOnce(world: World, answers: Answers): void {
  for (const [what, count] of answers.asked) {
    if (count > 1) throw new Violation('ran_once', `the model was asked ${count} times for ${what}`)
  }
  for (const session of world.sessions) {
    const prompts = recordsOf(world, session).flatMap(({ uuid, type, isMeta, message }) =>
      type === 'user' && isMeta !== true && typeof message?.content === 'string'
        ? [{ uuid, text: message.content }]
        : []
    )
    for (const { id, text } of session.said) {
      const written = prompts.filter((prompt) => prompt.uuid === id || prompt.text === text)
      if (written.length > 1)
        throw new Violation('ran_once', `"${text}" stands ${written.length} times in the transcript`)
    }
  }
}

/**
 * The page is what Claude Code wrote down, in its order, and between it only what Skein kept: what a person sent and
 * was shown, and what Skein itself says.
 */
export async function checkTranscript(world: World, session: SessionModel): Promise<void> {
  const file = transcriptOf(world, session)
  if (!existsSync(file)) return
  const page = await world.messages(session)
  const onUnreadable = (unread: string, error: unknown): void => {
    throw new Violation('shown_is_there', `${unread} cannot be read: ${String(error)}`)
  }
  const written = (await readSessionPage(file, { limit: all, onUnreadable })).messages.map(marked)
  const places = new Map(page.map(({ id }, at) => [id, at]))
  let last = -1
  for (const message of written) {
    const at = places.get(message.id)
    const now = at === undefined ? undefined : page[at]
    if (at === undefined || now === undefined) {
      if (isMadeUp(message)) continue
      throw new Violation('shown_is_there', `what Claude Code wrote is not on the page: ${brief(message)}`)
    }
    // Of an answer that was cut off Skein may hold more.
    if (!isDeepStrictEqual(now.content, message.content) && !says(now, { ...message, isStreaming: true })) {
      throw new Violation(
        'shown_is_there',
        `the page says other than Claude Code wrote:\nwritten: ${brief(message)}\npage: ${brief(now)}`
      )
    }
    if (at < last) throw new Violation('order_is_kept', listOf(written, page))
    last = at
  }
  const known = new Set([...written, ...session.shown, ...session.said].map(({ id }) => id))
  const strange = page.find(({ id, role }) => role !== 'system' && !known.has(id))
  // A result of a tool may have come in the moment in which the window was gone.
  if (strange !== undefined && strange.role === 'user' && isPrompt(strange)) {
    throw new Violation('acknowledged_is_there', `nobody has said this: ${brief(strange)}`)
  }
}

/**
 * For a call that was cut off, when a session is taken up again: told to nobody, and there after the next load. A call
 * without a result is shown as stopped just the same.
 */
function isMadeUp({ content }: SessionMessage): boolean {
  return content.every(
    (block) =>
      block.type === 'tool_result' && JSON.stringify(block.content).includes('[Tool call interrupted')
  )
}

function isPrompt({ content }: SessionMessage): boolean {
  return content.every(({ type }) => type !== 'tool_result')
}

function brief({ id, role, content }: SessionMessage): string {
  return `${role} ${id} ${JSON.stringify(content).slice(0, 240)}`
}

function listOf(written: readonly SessionMessage[], page: readonly SessionMessage[]): string {
  const lines = (messages: readonly SessionMessage[]): string =>
    messages
      .slice(-12)
      .map((message) => `  ${brief(message).slice(0, 120)}`)
      .join('\n')
  return `written:\n${lines(written)}\npage:\n${lines(page)}`
}

export function transcriptOf(world: World, session: SessionModel): string {
  const projects = join(world.folder, '.claude', 'projects')
  return join(projects, encodeProjectFolder(world.projectPath), `${session.id}.jsonl`)
}

const Record = z.looseObject({
  uuid: z.string().optional(),
  type: z.string().optional(),
  isMeta: z.boolean().optional(),
  message: z.looseObject({ content: z.unknown() }).optional()
})

/** Whole lines of the transcript: a kill may have torn the last. */
function recordsOf(world: World, session: SessionModel): z.infer<typeof Record>[] {
  const file = transcriptOf(world, session)
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [Record.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
}
