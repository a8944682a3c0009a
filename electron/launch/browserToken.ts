/**
 * The token of browser mode. It is kept in the data folder, so that a page which is open stays
 * signed in when the server starts again. A desktop window gets one of its own instead, and takes it along.
 */
import { join } from 'node:path'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'
import { createToken } from '../token.ts'

const shape = /^[\w-]{43}$/

/**
 * The token kept in `<folder>/token`, readable by its owner only; made when there is none or it is damaged. Throws with a
 * sentence when the file is a link, or could have been written by somebody else.
 */
export function keptToken(folder: string): string {
  const path = join(folder, 'token')
  const kept = readToken(path)
  if (kept !== null) return kept
  const token = createToken()
  writeOwn(path, `${token}\n`)
  return token
}

function readToken(path: string): string | null {
  const text = readOwn(path)?.trim() ?? ''
  return shape.test(text) ? text : null
}
