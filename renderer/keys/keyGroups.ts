/** The keymap as people read it: by the part of the app, with words. Pure. */
import { strings } from '../strings/strings.ts'
import { actionChords, actionIds, localKeys } from '../../shared/keymap.ts'

interface KeyRow {
  readonly label: string
  readonly chords: readonly string[]
}

export interface KeyGroup {
  readonly title: string
  readonly rows: readonly KeyRow[]
}

/** `swapped`: Enter starts a new line, and sends together with the modifier. */
export function keyGroups(swapped: boolean): readonly KeyGroup[] {
  const composer = swapped
    ? {
        ...localKeys.composer,
        send: ['Mod+Enter'],
        newLine: ['Enter'],
        interruptAndSend: ['Mod+Shift+Enter']
      }
    : localKeys.composer
  return [
    {
      title: strings.keys.everywhere,
      rows: actionIds.flatMap((id) => {
        const chord = actionChords[id]
        return chord === undefined ? [] : [{ label: strings.actions[id], chords: [chord] }]
      })
    },
    { title: strings.keys.composer.title, rows: rowsOf(composer, strings.keys.composer) },
    { title: strings.keys.permission.title, rows: rowsOf(localKeys.permission, strings.keys.permission) },
    { title: strings.keys.find.title, rows: rowsOf(localKeys.find, strings.keys.find) },
    { title: strings.keys.transcript.title, rows: rowsOf(localKeys.transcript, strings.keys.transcript) }
  ]
}

/** A key without words is left out; `keymap.test.ts` sees that there is none. */
function rowsOf(
  keys: Readonly<Record<string, readonly string[]>>,
  labels: Readonly<Record<string, string>>
): readonly KeyRow[] {
  return Object.entries(keys).flatMap(([name, chords]) => {
    const label = labels[name]
    return label === undefined ? [] : [{ label, chords }]
  })
}
