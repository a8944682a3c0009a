/**
 * Whether a path that an agent wrote names a file of this machine, on every system: to look at a path on another
 * machine is enough to tell that machine who looks. Asked before a path becomes something to click, after all decoding
 * is done; the server asks again. Pure.
 */

const LONGEST = 4_096
/** Control characters, and what cannot be seen or turns letters around. Joiners are letters of some scripts. */
const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u
/** Slashes and zeros that somebody further on may decode once more. */
const STILL_ENCODED = /%(?:25)*(?:2f|5c|00)/i
/** Windows' names for its devices, whatever folder they are named in. */
const DEVICE = /(?:^|[\\/])(?:con|prn|aux|nul|com\d|lpt\d|con(?:in|out)\$|clock\$)[ .]*$/i

export function isLocalPath(path: string): boolean {
  if (path === '' || path.length > LONGEST || path !== path.trim()) return false
  if (HIDDEN.test(path) || STILL_ENCODED.test(path) || DEVICE.test(path)) return false
  const isOnDrive = /^[a-z]:[\\/]/i.test(path)
  // A scheme, a drive without its root, a stream inside a file; after the drive no colon means anything else.
  if ((isOnDrive ? path.slice(2) : path).includes(':')) return false
  return !leadsElsewhere(path) && !leadsElsewhere(path.normalize('NFKC'))
}

/** Two slashes of either kind begin another machine or a device, a backslash the root of whatever drive it is now. */
function leadsElsewhere(path: string): boolean {
  return /^(?:[\\/]{2}|\\)/.test(path)
}
