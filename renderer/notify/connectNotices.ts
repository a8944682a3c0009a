/** Keeps lists and status fresh while the window is open. Called once by the root of the page. */
import { isQuiet, wants } from '../../shared/attention.ts'
import { socketUrl } from '../connection/endpoint.ts'
import { NoticesSocket } from '../connection/noticesSocket.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { onWake } from '../connection/wakeSignals.ts'
import { tellOfSession } from './tellOfSession.ts'
import { watchSessions } from './watchSessions.ts'
import { seeOnScreen, sessionInView } from '../stores/seeing.ts'
import { readConnection } from '../stores/connectionStore.ts'
import { useHomeStore } from '../stores/homeStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'

/**
 * Opens the notices socket; loads projects, sessions, agents, settings and status at every connection.
 * @returns closes it and removes its listeners
 */
export function connectNotices(): () => void {
  const { endpoint, sockets } = readConnection()
  const watch = watchSessions({
    isLookedAt: ({ id }) => document.hasFocus() && sessionInView() === id,
    wants: (told) => {
      const { settings } = useSettingsStore.getState()
      // In the desktop app its main process tells, of all windows at once.
      if (readBridge() !== null || settings === null) return false
      return wants(told, settings) && !isQuiet(settings.quietHours, new Date())
    },
    tell: tellOfSession
  })
  const socket = new NoticesSocket({
    url: socketUrl(endpoint, '/ws/notices'),
    token: endpoint.token,
    onNotice: (notice) => {
      if (notice.type === 'problems_changed')
        void useSettingsStore.getState().loadStatus() // failing is state
      else if (notice.type === 'settings_changed') useSettingsStore.getState().takeSettings(notice.settings)
      else {
        useProjectStore.getState().applyNotice(notice)
        useHomeStore.getState().applyNotice(notice)
      }
      if (notice.type === 'session_changed') watch(notice)
    },
    onConnected: () => {
      useProjectStore.getState().reload()
      useHomeStore.getState().reload()
      void useSettingsStore.getState().loadSettings() // failing is state
      void useSettingsStore.getState().loadStatus()
    },
    onState: () => undefined,
    environment: sockets
  })
  socket.open()
  const stopLooking = seeOnScreen()
  const stopWaking = onWake(() => socket.wake())
  return () => {
    stopWaking()
    stopLooking()
    socket.close()
  }
}
