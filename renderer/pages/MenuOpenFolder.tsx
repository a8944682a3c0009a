/** The action “Open Folder…” of the desktop app, on every page: picks, opens, goes there. Draws nothing. */
import { useCallback } from 'react'
import { useNavigate } from 'react-router'
import { projectPath, routes } from '../../shared/address.ts'
import { messageOf } from '../../shared/errors.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { useAction } from '../keys/actionStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'

export function MenuOpenFolder() {
  const navigate = useNavigate()

  const open = useCallback(async () => {
    try {
      const path = (await readBridge()?.pickFolder()) ?? null
      if (path === null) return
      const outcome = await useProjectStore.getState().addProject(path)
      if (outcome.ok) await navigate(projectPath(outcome.value.id))
      else await navigate(routes.home, { state: { problem: outcome.error.message } })
    } catch (thrown) {
      await navigate(routes.home, { state: { problem: messageOf(thrown) } })
    }
  }, [navigate])

  const act = useCallback(() => void open() /* what goes wrong is shown on the home page */, [open])
  useAction('open-folder', readBridge() === null ? null : act)
  return null
}
