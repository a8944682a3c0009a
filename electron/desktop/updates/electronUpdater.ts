/**
 * electron-updater behind our port. Loaded when it is first needed: an app that starts does not read it.
 * It checks the signature (macOS, Windows) and the SHA-512 of everything it fetches, and changes nothing of the
 * app that runs until it has.
 */
import type { App } from 'electron'
import type { AppUpdater } from 'electron-updater'
import { messageOf } from '../../../shared/errors.ts'
import type { NoUpdates } from '../../../shared/updates.ts'
import type { Log } from '../../log.ts'
import { backUpAppImage } from './appImageBackup.ts'
import { notesText } from './updateEvent.ts'
import type { UpdateEvent } from './updateEvent.ts'
import type { UpdateSource } from './updates.ts'

export interface ElectronUpdaterOptions {
  readonly app: Pick<App, 'isPackaged' | 'prependOnceListener'>
  /** File with what packages have inside as `app-update.yml`, for builds that are not packaged; null without one. */
  readonly config: string | null
  /** The file Skein runs from, where it is an AppImage. */
  readonly appImage: string | undefined
  readonly log: Log
}

export function electronUpdater({ app, config, appImage, log }: ElectronUpdaterOptions): UpdateSource {
  const backup = backUpAppImage(appImage, log)
  let loaded: Promise<AppUpdater> | null = null
  let updater: AppUpdater | null = null
  let tell: (event: UpdateEvent) => void = () => undefined

  const load = async (): Promise<AppUpdater> => {
    const { autoUpdater } = (await import('electron-updater')).default
    autoUpdater.logger = {
      info: (text?: unknown) => log.debug({ text: String(text) }, 'updater'),
      warn: (text?: unknown) => log.debug({ text: String(text) }, 'updater'),
      error: (text?: unknown) => log.warn({ text: String(text) }, 'updater'),
      debug: () => undefined
    }
    autoUpdater.autoDownload = true
    autoUpdater.autoInstallOnAppQuit = true
    autoUpdater.allowDowngrade = false
    if (!app.isPackaged && config !== null) {
      autoUpdater.forceDevUpdateConfig = true
      autoUpdater.updateConfigPath = config
    }
    autoUpdater.on('checking-for-update', () => tell({ type: 'checking' }))
    autoUpdater.on('update-available', ({ version }) => tell({ type: 'found', version }))
    autoUpdater.on('update-not-available', () => tell({ type: 'none' }))
    autoUpdater.on('download-progress', ({ percent }) => tell({ type: 'progress', percent }))
    autoUpdater.on('update-downloaded', ({ version, releaseNotes }) => {
      guardQuit(autoUpdater)
      tell({ type: 'downloaded', version, notes: notesText(releaseNotes) })
    })
    autoUpdater.on('error', (error) => tell({ type: 'failed', reason: messageOf(error) }))
    updater = autoUpdater
    return autoUpdater
  }

  /** On quitting, electron-updater installs what is ready before the process ends, unless that is done already. */
  let isGuarded = false
  let isInstalled = false
  const guardQuit = (ready: AppUpdater): void => {
    if (isGuarded) return
    isGuarded = true
    app.prependOnceListener('quit', () => {
      if (isInstalled || !ready.autoInstallOnAppQuit) return
      backup.keep()
      ready.once('error', () => backup.restore())
      process.once('exit', () => backup.drop())
    })
  }

  return {
    look: async (channel, listener) => {
      tell = listener
      try {
        loaded ??= load()
        const source = await loaded
        source.channel = channel === 'beta' ? 'beta' : 'latest'
        source.allowPrerelease = channel === 'beta'
        source.allowDowngrade = false // setting a channel allows it
        const found = await source.checkForUpdates()
        if (found?.downloadPromise) await found.downloadPromise
      } catch (error) {
        tell({ type: 'failed', reason: messageOf(error) })
      }
    },
    install: () => {
      if (updater === null) return false
      // What goes wrong is told by an event before this returns, not thrown.
      let failed = false
      const note = (): void => {
        failed = true
      }
      backup.keep()
      updater.once('error', note)
      updater.quitAndInstall(false, true)
      updater.off('error', note)
      isInstalled = !failed
      if (failed) backup.restore()
      else backup.drop()
      return isInstalled
    },
    hold: () => {
      if (updater !== null) updater.autoInstallOnAppQuit = false
    }
  }
}

export interface ThisCopy {
  readonly isPackaged: boolean
  readonly platform: NodeJS.Platform
  /** Whether it was told where new versions come from. */
  readonly hasConfig: boolean
  /** `APPIMAGE`, which its runtime sets. */
  readonly appImage: string | undefined
  /** What the package wrote beside the app: `deb`, `rpm`; null when nothing. */
  readonly packageType: string | null
  /** Whether Windows' installer left its uninstaller beside the app. */
  readonly hasUninstaller: boolean
}

/** Why this copy cannot bring itself up to date; null when it can. */
export function whyNoUpdates(copy: ThisCopy): NoUpdates | null {
  const { isPackaged, platform, hasConfig, appImage, packageType, hasUninstaller } = copy
  if (!isPackaged) return hasConfig ? null : 'from_sources'
  if (platform === 'linux' && appImage === undefined && packageType === null) return 'archive'
  // The updater would install a second Skein beside the one that was unpacked.
  if (platform === 'win32' && !hasUninstaller) return 'archive'
  return hasConfig ? null : 'no_place'
}
