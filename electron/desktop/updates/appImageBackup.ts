/**
 * The AppImage that runs, under a second name while a newer one takes its place: electron-updater removes the old file
 * before the new one stands there, and on a full disk, or when the new one cannot be run, there would be none.
 */
import { linkSync, renameSync, rmSync } from 'node:fs'
import { codeOf } from '../../../shared/errors.ts'
import type { Log } from '../../log.ts'

export interface AppImageBackup {
  /** Before the old one is removed. Costs no space: it is a link. */
  readonly keep: () => void
  /** The old one stands under its name again. Does nothing when nothing is kept. */
  readonly restore: () => void
  /** The new one stands. Does nothing when nothing is kept. */
  readonly drop: () => void
}

/** None of these throws. @param path the AppImage; undefined when Skein runs from none */
export function backUpAppImage(path: string | undefined, log: Log): AppImageBackup {
  if (path === undefined) return { keep: () => undefined, restore: () => undefined, drop: () => undefined }
  const kept = `${path}.previous`
  const attempt = (act: () => void, failure: string): void => {
    try {
      act()
    } catch (error) {
      log.warn({ code: codeOf(error) }, failure)
    }
  }
  return {
    keep: () =>
      attempt(() => {
        rmSync(kept, { force: true }) // of an update that was cut off
        linkSync(path, kept)
      }, 'the AppImage could not be kept beside its successor'),
    restore: () =>
      attempt(() => {
        try {
          renameSync(kept, path)
        } catch (error) {
          if (codeOf(error) !== 'ENOENT') throw error // nothing was kept
        }
      }, 'the AppImage could not be put back'),
    drop: () => attempt(() => rmSync(kept, { force: true }), 'the old AppImage could not be removed')
  }
}
