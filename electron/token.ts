/** The secret that opens a door of the server. Made for each window, and once for browser mode. */
import { randomBytes } from 'node:crypto'

/** 256 random bits in base64url. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}
