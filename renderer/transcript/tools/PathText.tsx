/**
 * A path as it is, whatever is in its names: each name keeps its own direction and the path runs from left
 * to right, and no character of it is invisible.
 */
import { Fragment } from 'react'
import { printable } from './printable.ts'

export function PathText({ path }: { readonly path: string }) {
  const parts = printable(path).split(/([\\/])/)
  return (
    <span dir="ltr" className="[unicode-bidi:isolate]">
      {parts.map((part, index) =>
        index % 2 === 0 ? <bdi key={index}>{part}</bdi> : <Fragment key={index}>{part}</Fragment>
      )}
    </span>
  )
}
