import { expect, test } from 'vitest'
import { contextMenuItems } from './contextMenuItems.ts'
import type { Clicked } from './contextMenuItems.ts'
import { wordsIn } from '../../../shared/words/languages.ts'

const editFlags: Clicked['editFlags'] = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false
}
const nothing: Clicked = {
  linkURL: '',
  mediaType: 'none',
  hasImageContents: false,
  isEditable: false,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags
}

function offered(
  clicked: Partial<Clicked>,
  platform: NodeJS.Platform = 'linux',
  language: 'en' | 'de' = 'en'
) {
  const done: string[] = []
  const items = contextMenuItems({
    clicked: { ...nothing, ...clicked },
    words: wordsIn(language).desktop.menu,
    platform,
    acts: {
      openOutside: (url) => void done.push(`open ${url}`),
      copyText: (text) => void done.push(`copy ${text}`),
      copyImage: () => void done.push('copy image'),
      correct: (word) => void done.push(`correct ${word}`),
      lookUp: () => void done.push('look up')
    }
  })
  for (const { click } of items) {
    const act: unknown = click
    if (typeof act === 'function') act()
  }
  return { labels: items.map(({ label, type }) => label ?? type), done }
}

test.each([
  ['nothing', {}, []],
  ['text', { selectionText: 'tide' }, ['Copy', 'Select All']],
  ['a field', { isEditable: true }, ['Cut', 'Copy', 'Paste', 'Select All']],
  [
    'a word that is wrong',
    { isEditable: true, misspelledWord: 'tyde', dictionarySuggestions: ['tide', 'tie & die'] },
    ['tide', 'tie && die', 'separator', 'Cut', 'Copy', 'Paste', 'Select All']
  ],
  ['a link', { linkURL: 'https://example.com/' }, ['Open Link in Browser', 'Copy Link Address']],
  ['a link to a file', { linkURL: 'file:///etc/passwd' }, []],
  ['a script', { linkURL: 'javascript:alert(1)' }, []],
  ['a deep link', { linkURL: 'skein://open' }, []],
  ['an image', { mediaType: 'image', hasImageContents: true } as const, ['Copy Image']],
  ['an image that did not load', { mediaType: 'image' } as const, []]
])('%s', (_name, clicked, labels) => {
  expect(offered(clicked).labels).toEqual(labels)
})

test('macOS looks words up, in the person’s language', () => {
  expect(offered({ selectionText: ' spring\n tide ' }, 'darwin', 'de')).toEqual({
    labels: ['Kopieren', 'Alles auswählen', 'separator', '„spring tide“ nachschlagen'],
    done: ['look up']
  })
})

test('each does what it says', () => {
  const link = { linkURL: 'mailto:ada@example.com' }
  expect(offered(link).done).toEqual(['open mailto:ada@example.com', 'copy mailto:ada@example.com'])
  expect(offered({ isEditable: true, misspelledWord: 'x', dictionarySuggestions: ['y'] }).done).toEqual([
    'correct y'
  ])
})
