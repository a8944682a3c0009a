/**
 * The token of browser mode. It is kept in the data folder, so that a page which is open stays
 * signed in when the server starts again. A desktop window gets one of its own instead, and takes it along.
 */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { createToken } from '../token.ts'

const shape = /^[\w-]{43}$/

/** The token kept in `<folder>/token`, readable by its owner only; made when there is none or it is damaged. */
export function keptToken(folder: string): string {
  const path = join(folder, 'token')
  const kept = readToken(path)
  if (kept !== null) {
    chmodSync(path, 0o600)
    return kept
  }
  const token = createToken()
  writeFileSync(path, `${token}\n`, { mode: 0o600 })
  chmodSync(path, 0o600) // a damaged file that was there kept its old mode
  return token
}

function readToken(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return shape.test(text) ? text : null
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}
