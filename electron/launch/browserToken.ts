/**
 * The token of browser mode, new at each start: one that an open page told to somebody else while Skein was off opens
 * nothing any more. Pages are handed the new one (`server/pageKeys.ts`). A desktop window gets one of its own instead.
 */
import { join } from 'node:path'
import { writeOwn } from '../machine/ownFiles.ts'
import { createToken } from '../token.ts'

/**
 * Also in `<folder>/token`, for its owner only: programs of the person read it there. Throws with a sentence when what
 * lies there is a link or somebody else's.
 */
export function newToken(folder: string): string {
  const token = createToken()
  writeOwn(join(folder, 'token'), `${token}\n`)
  return token
}
