/** The reason a socket is closed with, which may have 123 bytes: the beginning of a longer one, in whole characters. */
export function closeReason(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '')
}
