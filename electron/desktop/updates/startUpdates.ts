/** Puts the updater together with the app around it. Called by startDesktop.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from 'electron'
import { ipcChannel } from '../../../shared/preloadApi.ts'
import type { Desktop } from '../context/desktop.ts'
import { electronUpdater, whyNoUpdates } from './electronUpdater.ts'
import { Updates } from './updates.ts'

/** Under this key the server's database keeps what the version that was fetched brings. */
const rememberedNews = 'update'

export interface UpdateSurroundings {
  readonly version: string
  readonly mayQuit: () => Promise<boolean>
  readonly settle: () => Promise<void>
}

export function startUpdates(desktop: Desktop, { version, mayQuit, settle }: UpdateSurroundings): Updates {
  const { server, windows, clock, log } = desktop
  const config = app.isPackaged ? null : (process.env['SKEIN_UPDATE_CONFIG'] ?? null)
  const unsupported = whyNoUpdates({
    isPackaged: app.isPackaged,
    platform: process.platform,
    hasConfig:
      config !== null || (app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'))),
    appImage: process.env['APPIMAGE'],
    packageType: packageType(),
    hasUninstaller: existsSync(join(dirname(process.execPath), `Uninstall ${app.getName()}.exe`))
  })
  const updates = new Updates({
    source:
      unsupported === null
        ? electronUpdater({ app, config, appImage: process.env['APPIMAGE'], log })
        : { unsupported },
    version,
    channel: () => server.pageSettings().updateChannel,
    remembered: () => server.remembered(rememberedNews),
    remember: (news) => server.remember(rememberedNews, news),
    mayQuit,
    settle: async () => {
      await settle()
      // The new version begins before this one has gone.
      app.releaseSingleInstanceLock()
    },
    startAgain: () => {
      app.relaunch()
      app.exit(0)
    },
    onChange: (report) => windows.tell(ipcChannel.updatesChanged, report),
    clock,
    log
  })
  updates.start()
  return updates
}

/** What electron-builder wrote beside the app into a deb or rpm; null for anything else. */
function packageType(): string | null {
  if (!app.isPackaged || process.platform !== 'linux') return null
  try {
    return readFileSync(join(process.resourcesPath, 'package-type'), 'utf8').trim()
  } catch {
    return null // an AppImage or an archive has none
  }
}
