/** What the menu offers only when the app came as a package. Called by menuBar.ts. */
import { join } from 'node:path'
import { type App, clipboard, dialog, shell } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Log } from '../../log.ts'
import { linkCommand } from './commandLink.ts'

export interface PackagedItem {
  readonly label: string
  readonly choose: () => void
}

export interface PackagedItems {
  /** Where a package cannot install the command itself. */
  readonly installCommand: PackagedItem | null
  readonly licences: PackagedItem
}

export interface PackagedSurroundings {
  readonly app: Pick<App, 'isPackaged'>
  readonly platform: NodeJS.Platform
  /** Of the app: `process.resourcesPath`. */
  readonly resources: string
  readonly log: Log
}

/** Null for an app that is started from its sources. */
export function packagedItems(
  { app, platform, resources, log }: PackagedSurroundings,
  language: LanguageCode
): PackagedItems | null {
  if (!app.isPackaged) return null
  const words = wordsIn(language).desktop.packaged
  const install = async (): Promise<void> => {
    const outcome = await linkCommand(join(resources, 'bin', 'skein'))
    const buttons = outcome.kind === 'forbidden' ? [words.copy, words.close] : [words.close]
    const { response } = await dialog.showMessageBox({
      message: words.title(outcome),
      detail: words.detail(outcome),
      buttons,
      cancelId: buttons.length - 1
    })
    if (outcome.kind === 'forbidden' && response === 0) await clipboard.writeText(outcome.command)
  }
  const orTell = (work: () => Promise<unknown>) => (): void => {
    work().catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'an item of the menu could not be carried out')
      dialog.showErrorBox('Skein', messageOf(error))
    })
  }
  return {
    installCommand: platform === 'darwin' ? { label: words.installCommand, choose: orTell(install) } : null,
    licences: {
      label: words.licences,
      choose: orTell(async () => {
        const trouble = await shell.openPath(join(resources, 'THIRD-PARTY-LICENSES.txt'))
        if (trouble !== '') throw new Error(trouble)
      })
    }
  }
}
