/** Where a page of sessions ended: opaque to clients, a place in the order (newest first) to us. */
import { z } from 'zod'
import { parseJson } from '../../shared/parseJson.ts'
import { Refusal } from '../refusal.ts'

const CursorPlace = z.tuple([z.string().min(1), z.string().min(1)])

/** A place in the order, not a number of rows: it holds while rows before it come, go and move. */
export interface PagePlace {
  readonly updatedAt: string
  readonly id: string
}

/** Opaque to clients: base64url of JSON. */
export function writeCursor({ updatedAt, id }: PagePlace): string {
  return Buffer.from(JSON.stringify([updatedAt, id])).toString('base64url')
}

/** Refuses what `writeCursor` did not write: 400 `bad_cursor`. */
export function readCursor(cursor: string): PagePlace {
  const [updatedAt, id] =
    CursorPlace.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString())).data ?? []
  if (updatedAt === undefined || id === undefined) {
    throw new Refusal(400, 'bad_cursor', { of: 'list' })
  }
  return { updatedAt, id }
}
