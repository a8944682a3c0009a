/**
 * What may cross between processes here. Electron clones structurally; this app sends JSON only, and
 * the stand-in is stricter than Electron so that nothing else creeps in unseen.
 */

/** The value itself when JSON keeps it whole; throws Electron's own words for everything else. */
export function plainValue(value: unknown): unknown {
  if (value !== undefined) check(value)
  return value
}

function check(value: unknown): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return
    case 'number':
      if (Number.isFinite(value)) return
      break
    case 'object':
      if (value === null) return
      if (Array.isArray(value)) return value.forEach(check)
      if (Object.getPrototypeOf(value) === Object.prototype) return Object.values(value).forEach(check)
      break
    default:
      break
  }
  throw new Error('An object could not be cloned.')
}
