/** Keys for things that have none of their own: the same thing has the same key as long as the list is drawn. */
import { useState } from 'react'

export function useKeyOf(): (thing: object) => string {
  const [keyOf] = useState(createKeys)
  return keyOf
}

function createKeys(): (thing: object) => string {
  const keys = new WeakMap<object, string>()
  let count = 0
  return (thing) => {
    const known = keys.get(thing)
    if (known !== undefined) return known
    count += 1
    keys.set(thing, String(count))
    return String(count)
  }
}
