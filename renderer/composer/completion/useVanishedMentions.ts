/** The files a draft mentions that are not in the project, asked of the disk in a pause of typing. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { mentionsIn } from './mentionedPaths.ts'
import type { Mention } from './mentionedPaths.ts'

/** Those of the paths with which there is certainly nothing in the project. */
export type FindMissing = (paths: readonly string[], signal: AbortSignal) => Promise<readonly string[]>

/** Milliseconds without a key. */
const PAUSE_MS = 500
/** Longer texts were pasted: what looks like a mention in them is none. */
const LONGEST = 50_000
/** Paths that are asked about at once; more mentions than that were pasted. */
const MOST_ASKED = 200
const NONE: readonly string[] = []

/** @param running files come and go while the agent works, so what a turn left is looked at again */
export function useVanishedMentions(
  text: string,
  running: boolean,
  findMissing: FindMissing
): readonly string[] {
  const [visits, setVisits] = useState(0)
  const [told, setTold] = useState({ asked: '', paths: NONE })
  const mentions = useMemo(() => mentionsOf(text), [text])
  // Typing on changes none of it: nothing is asked anew.
  const asked = mentions.map(({ readings }) => readings.join('\n')).join('\n\n')
  const mentioned = useRef(mentions)
  useEffect(() => {
    mentioned.current = mentions
  }, [mentions])

  useEffect(() => {
    const onFocus = (): void => setVisits((count) => count + 1)
    window.addEventListener('focus', onFocus)
    return () => window.removeEventListener('focus', onFocus)
  }, [])

  useEffect(() => {
    if (asked === '') return undefined
    const controller = new AbortController()
    async function look(): Promise<void> {
      try {
        const now = mentioned.current
        const readings = Array.from(new Set(now.flatMap((mention) => mention.readings.map(withoutStart))))
        const missing = new Set(await findMissing(readings.slice(0, MOST_ASKED), controller.signal))
        const gone = now.filter((mention) =>
          mention.readings.every((path) => missing.has(withoutStart(path)))
        )
        const paths = [...new Set(gone.map(({ path }) => withoutStart(path)))]
        if (!controller.signal.aborted) setTold({ asked, paths })
      } catch {
        // Nothing is known then, and nothing is told: the message can be sent all the same.
      }
    }
    const timer = setTimeout(() => void look(), PAUSE_MS) // never rejects
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [asked, running, visits, findMissing])

  return told.asked === asked ? told.paths : NONE
}

function mentionsOf(text: string): readonly Mention[] {
  if (text.length > LONGEST || !/[@＠]/u.test(text)) return []
  return mentionsIn(text)
    .filter(({ readings }) => readings.every((path) => isInside(path) && !PATTERN.test(path)))
    .map((mention) => (PACKAGE.test(mention.path) ? withPackage(mention) : mention))
}

/** Of many files at once. */
const PATTERN = /\*|\{[^}]*,[^}]*\}/
/** As npm calls one that has a scope. */
const PACKAGE = /^[a-z0-9~][a-z0-9._~-]*\/[a-z0-9~][a-z0-9_~-]*$/

function withPackage({ path, readings }: Mention): Mention {
  return { path, readings: [`node_modules/@${path}`, ...readings] }
}

/** Anything else is not the project's to know: of another folder or machine, with a variable, an address. */
function isInside(path: string): boolean {
  return !/^(?:[\\/]|~|\.\.[\\/]|[A-Za-z]:|\$\{?[A-Za-z_]|%\w+%|[A-Za-z][\w.-]*:(?:[A-Za-z][\w+.-]*:)?\/\/)/.test(
    path
  )
}

function withoutStart(path: string): string {
  return path.replace(/^\.\//u, '')
}
