/** A block in which something was found, and a number that grows with each time it is to be shown. */
export interface RevealedBlock {
  readonly messageId: string
  readonly blockIndex: number
  readonly times: number
}
