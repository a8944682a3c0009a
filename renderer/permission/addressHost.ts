/** Who an address leads to, where it does not simply say so: a name before an @, letters that are not ASCII. Pure. */

const LONGEST = 4_000

/** The host as it is looked up; null when the text is no address of the web, or says the same at first sight. */
export function hiddenHost(text: string): string | null {
  if (text.length > LONGEST || !/^\s*[a-z][a-z0-9+.-]*:/i.test(text) || !URL.canParse(text)) return null
  const { host, username, password } = new URL(text)
  if (host === '') return null
  const says = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(text)?.[1]?.toLowerCase() ?? ''
  const isPlain = username === '' && password === '' && (says === host || says.startsWith(`${host}:`))
  return isPlain && !host.includes('xn--') ? null : host
}
