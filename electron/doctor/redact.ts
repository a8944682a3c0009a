/** Takes out of a text what does not belong in anybody else's hands: the home folder's name, keys, tokens. */
import { realpath } from 'node:fs/promises'
import { homedir } from 'node:os'
import { homeMask } from '../export/maskHome.ts'
import { SECRET, maskSecrets } from '../export/maskSecrets.ts'

export type Redact = (text: string) => string

/** 256 bits in base64url: the shape of Skein's own tokens. */
const ownToken = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Z])[\w-]{43}(?![\w-])/g

export function createRedact(homes: readonly string[]): Redact {
  const maskHome = homeMask(homes)
  return (text) => maskSecrets(maskHome(text)).replaceAll(ownToken, SECRET)
}

/** The home folder by all its names. */
export async function homeNames(home: string = homedir()): Promise<readonly string[]> {
  try {
    return [home, await realpath(home)]
  } catch {
    return [home] // A home that is not there has one name.
  }
}
