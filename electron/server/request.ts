/** What the routes take from a request, parsed once; what does not fit is refused with its path. */
import type { Context } from 'hono'
import type { z } from 'zod'
import { describeIssues } from '../../shared/errors.ts'
import type { SentenceCode } from '../../shared/words/en/sentences.ts'
import { Refusal } from '../refusal.ts'
import { isDeep } from './shallowJson.ts'

/** The body as `schema` reads it; 400 `bad_request` naming the path of what is wrong. */
export async function bodyOf<Schema extends z.ZodType>(
  context: Context,
  schema: Schema
): Promise<z.infer<Schema>> {
  return parsed(schema, await jsonOf(context))
}

export function queryOf<Schema extends z.ZodType>(context: Context, schema: Schema): z.infer<Schema> {
  return parsed(schema, context.req.query())
}

/** A parameter of the path; what is no id names nothing, so it is not found rather than malformed. */
export function paramOf<Schema extends z.ZodType>(
  context: Context,
  name: string,
  schema: Schema,
  missing: SentenceCode
): z.infer<Schema> {
  const result = schema.safeParse(context.req.param(name))
  if (!result.success) throw new Refusal(404, missing)
  return result.data
}

async function jsonOf(context: Context): Promise<unknown> {
  try {
    const value: unknown = await context.req.json()
    if (!isDeep(value)) return value
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'bad_request', { what: 'no_json' }, { cause: error })
  }
  throw new Refusal(400, 'bad_request', { what: 'too_deep' })
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value)
  if (!result.success) throw new Refusal(400, 'bad_request', { reason: describeIssues(result.error) })
  return result.data
}
