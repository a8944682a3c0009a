/** What is said of the package the app came in. Shown by packagedItems.ts. */

/** What became of the command `skein` that a person asked for. */
export type CommandOutcome =
  | { readonly kind: 'linked' }
  /** The app is not where it will stay. */
  | { readonly kind: 'moves' }
  /** Something else is at `path`. */
  | { readonly kind: 'taken'; readonly path: string }
  /** `command` does it in a terminal. */
  | { readonly kind: 'forbidden'; readonly command: string }

export const packaged = {
  installCommand: 'Install Command…',
  licences: 'Licences of Others',
  title: ({ kind }: CommandOutcome): string => {
    if (kind === 'linked') return 'The command is installed'
    return kind === 'forbidden' ? 'One more step in a terminal' : 'The command was not installed'
  },
  detail: (outcome: CommandOutcome): string => {
    switch (outcome.kind) {
      case 'linked':
        return 'Type `skein` in a terminal, or `skein .` to open the folder you are in.'
      case 'moves':
        return 'Move Skein into the Applications folder first, and open it from there: here it is not to stay.'
      case 'taken':
        return `There is something else at ${outcome.path}, which Skein leaves alone.`
      case 'forbidden':
        return `Only an administrator of this Mac may write there. This does it:\n\n${outcome.command}`
    }
  },
  copy: 'Copy',
  close: 'Close'
}
