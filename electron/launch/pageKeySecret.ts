/**
 * The secret that the keys of pages follow from, in the data folder; see `server/pageKeys.ts`. Kept over starts:
 * it is what an open page knows Skein by. Called by headless.ts.
 */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'

const bytes = 32
const shape = /^[\w-]{43}$/

/**
 * The secret in `<folder>/page-secret`, for its owner only; made when there is none or it is damaged. Throws with a
 * sentence when the file is a link, or could have been written by somebody else.
 */
export function keptPageKeySecret(folder: string): Buffer {
  const path = join(folder, 'page-secret')
  const kept = readOwn(path)?.trim() ?? ''
  if (shape.test(kept)) return Buffer.from(kept, 'base64url')
  const secret = randomBytes(bytes)
  writeOwn(path, `${secret.toString('base64url')}\n`)
  return secret
}
