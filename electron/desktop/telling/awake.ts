/**
 * Keeps the machine from falling asleep exactly while an agent works: not while it waits for a person, and not
 * on battery when that was chosen. Started by startDesktop.ts. The display may go dark.
 */
import { powerMonitor, powerSaveBlocker } from 'electron'
import type { Settings } from '../../../shared/settings.ts'
import type { ActiveSession } from '../context/activity.ts'
import type { Desktop } from '../context/desktop.ts'
import { staysAwake } from './staysAwake.ts'

/** Returns the way out, which lets the machine sleep again. */
export function keepAwake({ activity, server, log }: Desktop): () => void {
  let blocker: number | null = null
  const release = (): void => {
    if (blocker !== null) powerSaveBlocker.stop(blocker)
    blocker = null
  }
  const wanted = (): boolean => {
    const { keepAwake: choice }: Pick<Settings, 'keepAwake'> = server.pageSettings()
    const running: readonly ActiveSession[] = activity.running
    return staysAwake({ running, choice, onBattery: powerMonitor.onBatteryPower })
  }
  const decide = (): void => {
    if (!wanted()) return release()
    if (blocker !== null && powerSaveBlocker.isStarted(blocker)) return
    blocker = powerSaveBlocker.start('prevent-app-suspension')
    log.debug({}, 'the machine is kept awake')
  }
  /** Some systems forget over a sleep what they were asked before it. */
  const decideAnew = (): void => {
    release()
    decide()
  }

  const stopHearing = activity.onChange(decide)
  const stopNotices = server.onNotice((notice) => {
    if (notice.type === 'settings_changed') decide()
  })
  powerMonitor.on('on-ac', decide)
  powerMonitor.on('on-battery', decide)
  powerMonitor.on('resume', decideAnew)
  return () => {
    stopHearing()
    stopNotices()
    powerMonitor.off('on-ac', decide)
    powerMonitor.off('on-battery', decide)
    powerMonitor.off('resume', decideAnew)
    release()
  }
}
