/**
 * Brings messages into the middle of a transcript of ours that lacks them, by writing its end anew: whole or
 * not at all. Called by `session/past/past.ts` when a turn is recovered of which the transcript has lost a part.
 */
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { flushFile } from '../../machine/flush.ts'
import { TranscriptWriter } from './append.ts'
import type { WriterOptions } from './append.ts'
import { fieldsAt, parseLine, textAt } from '../record/fields.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { linesIn } from '../lines/forwardLines.ts'

/** Makes the transcript end with these messages, wherever their lines stood. Rejects with the file system's error. */
export async function rewriteTail(
  file: string,
  messages: readonly SessionMessage[],
  options: WriterOptions
): Promise<void> {
  const ids = new Set(messages.map(({ id }) => id))
  const lines = linesOf(await readFile(file))
  const first = lines.find((line) => isOf(line, ids))
  const rest = lines.filter((line) => !isOf(line, ids))
  const next = `${file}.next`
  try {
    await rm(next, { force: true })
    await writeFile(next, Buffer.concat(rest.flatMap((line) => [line, newline])), { flag: 'wx', mode: 0o600 })
    const writer = await TranscriptWriter.open(next, { ...options, ...placeOf(first, rest) })
    await writer.append(messages)
    await flushFile(next) // Before it takes the other's place: or the power may go between the two.
    await rename(next, file)
  } catch (error) {
    await rm(next, { force: true })
    throw error
  }
}

const newline = Buffer.from('\n')

function linesOf(bytes: Buffer): Buffer[] {
  return Array.from(linesIn(bytes), ({ line }) => line).filter((line) => line.length > 0)
}

function isOf(line: Buffer, ids: ReadonlySet<string>): boolean {
  const record = parseLine(line) ?? {}
  const message = fieldsAt(record, 'message')
  const id = (record['type'] === 'assistant' && message && textAt(message, 'id')) || textAt(record, 'uuid')
  return id !== null && ids.has(id)
}

/** The record the first of them followed, if it still stands; else they follow the last of all. */
function placeOf(first: Buffer | undefined, rest: readonly Buffer[]): Pick<WriterOptions, 'after'> {
  if (first === undefined) return {}
  const parent = textAt(parseLine(first) ?? {}, 'parentUuid')
  const stands = parent !== null && rest.some((line) => textAt(parseLine(line) ?? {}, 'uuid') === parent)
  return stands ? { after: parent } : {}
}
