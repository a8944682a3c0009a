/**
 * What is typed, and the address that holds it (`?q=`), so that it is there again after going back or reloading. The
 * letters are the field's own: the router changes addresses when there is time, and what is typed meanwhile would be lost.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'

export function useTypedInAddress(): readonly [string, (text: string) => void] {
  const [parameters, setParameters] = useSearchParams()
  const addressed = parameters.get('q') ?? ''
  const [text, setText] = useState(addressed)
  /** What was put into the address from here and has not arrived there; oldest first. */
  const written = useRef<string[]>([])

  useEffect(() => {
    const at = written.current.indexOf(addressed)
    if (at !== -1) written.current.splice(0, at + 1)
    // Somebody else's doing: a link, or going back.
    else if (written.current.length === 0) setText(addressed)
  }, [addressed])

  const type = useCallback(
    (next: string) => {
      setText(next)
      written.current.push(next)
      setParameters(next === '' ? {} : { q: next }, { replace: true })
    },
    [setParameters]
  )
  return [text, type]
}
