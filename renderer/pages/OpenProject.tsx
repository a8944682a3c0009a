/** `/projects/:id`: leads on to the project's newest session, or to a new one. */
import { useEffect } from 'react'
import { Navigate, useParams } from 'react-router'
import { newSessionPath, sessionPath } from '../../shared/address.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { lastActive } from '../sidebar/groupByDay.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { PlainPage } from './PlainPage.tsx'

export function OpenProject() {
  const { id = '' } = useParams()
  const isOpen = useProjectStore((state) => state.openProjectId === id)
  const state = useProjectStore((store) => store.sessionsState)
  const sessions = useProjectStore((store) => store.sessions)

  useEffect(() => {
    void useProjectStore.getState().openProject(id) // failing is state, drawn below
  }, [id])

  if (!isOpen || state.phase === 'idle' || (state.phase === 'loading' && sessions.length === 0)) return null
  if (state.phase === 'failed' && sessions.length === 0) {
    return (
      <PlainPage title={state.error.message}>
        <Button onClick={() => void useProjectStore.getState().loadSessions() /* failing is state */}>
          {strings.app.retry}
        </Button>
      </PlainPage>
    )
  }
  const [newest] = sessions
    .filter((session) => !session.archived)
    .toSorted((one, other) => Date.parse(lastActive(other)) - Date.parse(lastActive(one)))
  return <Navigate replace to={newest ? sessionPath(id, newest.id) : newSessionPath(id)} />
}
