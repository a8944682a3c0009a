/** The files a draft mentions that are not in the project, asked of the server in a pause of typing. */
import { useEffect, useMemo, useState } from 'react'
import { mentionedPaths } from './mentionedPaths.ts'
import type { FindFiles } from './useFileMatches.ts'

/** Milliseconds without a key. */
const PAUSE_MS = 500
/** Longer texts were pasted: what looks like a mention in them is none. */
const LONGEST = 50_000
const NONE: readonly string[] = []

/** @param running files come and go while the agent works, so what a turn left is looked at again */
export function useVanishedMentions(text: string, running: boolean, findFiles: FindFiles): readonly string[] {
  const [visits, setVisits] = useState(0)
  const [told, setTold] = useState({ asked: '', paths: NONE })
  const asked = useMemo(
    () =>
      text.includes('@') && text.length <= LONGEST ? mentionedPaths(text).filter(isInside).join('\n') : '',
    [text]
  )

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
        const paths = asked.split('\n')
        const there = await Promise.all(paths.map((path) => isThere(path, findFiles, controller.signal)))
        if (!controller.signal.aborted) setTold({ asked, paths: paths.filter((_, at) => !there[at]) })
      } catch {
        // Nothing is known then, and nothing is told: the message can be sent all the same.
      }
    }
    const timer = setTimeout(() => void look(), PAUSE_MS) // never rejects
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [asked, running, visits, findFiles])

  return told.asked === asked ? told.paths : NONE
}

/** Anything else is not the project's to know. */
function isInside(path: string): boolean {
  return !/^(?:\/|~|\.\.\/|[A-Za-z]:)/.test(path)
}

async function isThere(path: string, findFiles: FindFiles, signal: AbortSignal): Promise<boolean> {
  const wanted = path.replace(/^\.\//, '')
  const { files, isComplete } = await findFiles(wanted, signal)
  // While the folder is still being read, what is not found may yet come.
  return !isComplete || files.some((file) => file.path === wanted || file.path === `${wanted}/`)
}
