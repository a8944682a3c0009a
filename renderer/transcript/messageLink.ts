/** The address of one message: its session's page with `#m-<id>`. Pure. */

/** @param page the address of the session's page, whatever stands after its `#` */
export function messageLink(page: string, messageId: string): string {
  const url = new URL(page)
  url.hash = `m-${messageId}`
  return url.href
}

/** The message an address names, null when it names none. A stray `=` comes from reading `#` as fields. */
export function linkedMessage(hash: string): string | null {
  const id = /^#m-(.+?)=?$/.exec(hash)?.[1]
  return id === undefined ? null : decodeURIComponent(id)
}
