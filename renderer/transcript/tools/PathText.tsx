/**
 * A path as it is, whatever is in its names: it runs from left to right, each name in its own direction, and
 * no character of it is invisible.
 */
import { Fragment } from 'react'
import { printable } from './printable.ts'

/** Letters of Hebrew, Arabic and their kin, which would turn around what stands between them. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]/

export function PathText({ path }: { readonly path: string }) {
  const shown = printable(path)
  return (
    <span dir="ltr" className="[unicode-bidi:isolate]">
      {RIGHT_TO_LEFT.test(shown) ? <NameByName path={shown} /> : shown}
    </span>
  )
}

function NameByName({ path }: { readonly path: string }) {
  return path
    .split(/([\\/])/)
    .map((part, index) =>
      index % 2 === 0 ? <bdi key={index}>{part}</bdi> : <Fragment key={index}>{part}</Fragment>
    )
}
