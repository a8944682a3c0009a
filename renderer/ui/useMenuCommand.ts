/** Carries out what a person chose in the desktop app's menu bar. Does nothing in a browser. */
import { useEffect } from 'react'
import type { MenuCommand } from '../../shared/preloadApi.ts'
import { readBridge } from '../connection/skeinBridge.ts'

export function useMenuCommand(command: MenuCommand, act: () => void): void {
  useEffect(
    () =>
      readBridge()?.onMenu((chosen) => {
        if (chosen === command) act()
      }),
    [command, act]
  )
}
