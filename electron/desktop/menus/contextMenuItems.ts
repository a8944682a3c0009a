/** What a right click offers, by what lies under it. Pure; contextMenu.ts shows it. */
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron'
import { shortText } from '../../../shared/cutText.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'

type Item = MenuItemConstructorOptions

export type Clicked = Pick<
  ContextMenuParams,
  | 'linkURL'
  | 'mediaType'
  | 'hasImageContents'
  | 'isEditable'
  | 'selectionText'
  | 'misspelledWord'
  | 'dictionarySuggestions'
  | 'editFlags'
>

interface ContextActs {
  readonly openOutside: (url: string) => void
  readonly copyText: (text: string) => void
  readonly copyImage: () => void
  readonly correct: (word: string) => void
  readonly lookUp: () => void
}

export interface ContextMenuOptions {
  readonly clicked: Clicked
  readonly acts: ContextActs
  readonly words: DesktopWords['menu']
  readonly platform: NodeJS.Platform
}

/** Empty when there is nothing to offer: then no menu is shown. */
export function contextMenuItems(options: ContextMenuOptions): Item[] {
  const groups = [spelling(options), link(options), image(options), text(options), lookUp(options)]
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: 'separator' } as const, ...group]))
}

function spelling({ clicked, acts }: ContextMenuOptions): Item[] {
  if (!clicked.isEditable || clicked.misspelledWord === '') return []
  return clicked.dictionarySuggestions
    .slice(0, 5)
    .map((word) => ({ label: plain(word), click: () => acts.correct(word) }))
}

function link({ clicked, acts, words }: ContextMenuOptions): Item[] {
  const { linkURL } = clicked
  const protocol = URL.parse(linkURL)?.protocol ?? ''
  if (!['http:', 'https:', 'mailto:'].includes(protocol)) return []
  return [
    { id: 'open-link', label: words.openLink, click: () => acts.openOutside(linkURL) },
    { id: 'copy-link', label: words.copyLink, click: () => acts.copyText(linkURL) }
  ]
}

function image({ clicked, acts, words }: ContextMenuOptions): Item[] {
  if (clicked.mediaType !== 'image' || !clicked.hasImageContents) return []
  return [{ id: 'copy-image', label: words.copyImage, click: () => acts.copyImage() }]
}

function text({ clicked, words }: ContextMenuOptions): Item[] {
  const { editFlags, isEditable, selectionText } = clicked
  const copy: Item = { role: 'copy', label: words.copy, enabled: editFlags.canCopy }
  if (isEditable) {
    return [
      { role: 'cut', label: words.cut, enabled: editFlags.canCut },
      copy,
      { role: 'paste', label: words.paste, enabled: editFlags.canPaste },
      { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll }
    ]
  }
  if (selectionText.trim() === '') return []
  return [copy, { role: 'selectAll', label: words.selectAll, enabled: editFlags.canSelectAll }]
}

function lookUp({ clicked, acts, words, platform }: ContextMenuOptions): Item[] {
  const selected = clicked.selectionText.trim().replace(/\s+/gu, ' ')
  if (platform !== 'darwin' || selected === '') return []
  const short = shortText(selected, 24)
  return [{ id: 'look-up', label: plain(words.lookUp(short)), click: () => acts.lookUp() }]
}

/** An ampersand would underline the letter after it. */
function plain(label: string): string {
  return label.replaceAll('&', '&&')
}
