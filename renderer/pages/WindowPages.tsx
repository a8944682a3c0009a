/** Goes where the desktop app sends this window: a notification was clicked, a link opened. Draws nothing. */
import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { readBridge } from '../connection/skeinBridge.ts'

export function WindowPages() {
  const navigate = useNavigate()
  useEffect(
    // Navigating resolves when the page has changed; nobody waits.
    () => readBridge()?.onGo((path) => void navigate(path)),
    [navigate]
  )
  return null
}
