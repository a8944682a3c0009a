/**
 * Where a reader stands in a transcript, as the part of the address behind `#`: the row at the upper edge and
 * how far its top is from there. So the place outlives a reload, a crash and a restart of the app. Pure.
 */
export interface ReadingPlace {
  /** Of the message at the upper edge. */
  readonly messageId: string
  /** Pixels from the upper edge down to the top of its row; negative when the row begins above. */
  readonly offset: number
}

export function placeHash({ messageId, offset }: ReadingPlace): string {
  return `#at=${encodeURIComponent(messageId)}~${Math.round(offset)}`
}

/** Null when the address names no place. */
export function placeInHash(hash: string): ReadingPlace | null {
  const [, id, offset] = /^#at=(.+?)(?:~|%7E)(-?\d{1,7})$/i.exec(hash) ?? []
  if (id === undefined || offset === undefined) return null
  try {
    return { messageId: decodeURIComponent(id), offset: Number(offset) }
  } catch {
    return null // written by hand, or cut off
  }
}
