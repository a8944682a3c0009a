/**
 * The title of the document: what is on screen, and before it what goes on in the whole app: how many
 * requests wait for a person, else that something runs. Every page calls it with its own words.
 */
import { useEffect } from 'react'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { pageTitle } from './pageTitle.ts'

/** @param parts from the closest to the farthest; the app's name follows */
export function useDocumentTitle(...parts: readonly string[]): void {
  const waiting = useProjectStore(({ openPermissions }) =>
    Object.values(openPermissions).reduce((sum, count) => sum + count, 0)
  )
  const isRunning = useProjectStore(({ sessions }) => sessions.some(({ state }) => state !== 'idle'))
  const title = pageTitle([...parts, strings.app.name], { waiting, isRunning })
  useEffect(() => {
    document.title = title
  }, [title])
}
