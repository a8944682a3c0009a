import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { actionChords, actionIds, localKeys, menuChords } from '../../../shared/keymap.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import { isEnabled, menuTemplate } from './menu.ts'
import type { MenuOptions } from './menu.ts'

type Item = MenuItemConstructorOptions
const platforms = ['darwin', 'win32', 'linux'] as const

const item = { label: 'x', choose: () => undefined }
const packaged = { installCommand: item, licences: item }

function build(changes: Partial<MenuOptions> = {}): Item[] {
  return menuTemplate({
    platform: 'linux',
    words: wordsIn('en').desktop.menu,
    recent: [],
    choose: () => undefined,
    chooseWindow: () => undefined,
    openProject: () => undefined,
    packaged,
    ...changes
  })
}

function flat(items: readonly Item[]): Item[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
}

const idsOf = (items: readonly Item[]): string[] =>
  flat(items).flatMap(({ id }) => (id === undefined ? [] : [id]))

describe.each(platforms)('on %s', (platform) => {
  test.each(['en', 'de'] as const)(
    'in %s every item has words of that language, and every action stands once',
    (language) => {
      const items = build({ platform, words: wordsIn(language).desktop.menu })
      const nameless = flat(items).filter(({ label, type }) => type !== 'separator' && (label ?? '') === '')
      expect(nameless).toEqual([])
      const ids = idsOf(items)
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
      expect(actionIds.filter((id) => !ids.includes(id))).toEqual([])
    }
  )

  test('has the menus of the platform', () => {
    const names = build({ platform }).map(({ label }) => label)
    const all = ['File', 'Edit', 'View', 'Session', 'Window', 'Help']
    expect(names).toEqual(platform === 'darwin' ? ['Skein', ...all] : all)
    const roles = flat(build({ platform })).flatMap(({ role }) => (role === undefined ? [] : [role]))
    expect(
      roles.filter((role) => role === 'quit' || role === 'about' || role === 'close').toSorted()
    ).toEqual(['about', 'close', 'quit'])
  })

  test('a key of the page is shown and stays the page’s; a letter is no key of the menu', () => {
    const items = flat(build({ platform }))
    const find = items.find(({ id }) => id === 'find')
    expect([find?.accelerator, find?.registerAccelerator]).toEqual([
      'CmdOrCtrl+F',
      platform === 'darwin' ? undefined : false
    ])
    expect(items.find(({ id }) => id === 'help')?.accelerator).toBeUndefined()
    for (const [id, keys] of [
      ['new-session', 'CmdOrCtrl+N'],
      ['new-window', 'CmdOrCtrl+Shift+N'],
      ['open-folder', 'CmdOrCtrl+O']
    ]) {
      const own = items.find((one) => one.id === id)
      expect([own?.accelerator, own?.registerAccelerator]).toEqual([
        keys,
        platform === 'darwin' ? undefined : false
      ])
    }
  })

  test('no key stands at two items', () => {
    const keys = flat(build({ platform })).flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [String(accelerator)]
    )
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test('developer tools are for developers', () => {
    const has = (from: MenuOptions['packaged']) =>
      flat(build({ platform, packaged: from })).some(({ role }) => role === 'toggleDevTools')
    expect([has(null), has(packaged)]).toEqual([true, false])
  })

  test('what belongs to a package is offered in one', () => {
    const offered = (from: MenuOptions['packaged']) =>
      idsOf(build({ platform, packaged: from })).filter((id) => id === 'licences' || id === 'install-command')
    expect(offered(null)).toEqual([])
    expect(offered({ ...packaged, installCommand: null })).toEqual(['licences'])
    expect(offered(packaged)).toEqual(platform === 'darwin' ? ['install-command', 'licences'] : ['licences'])
  })
})

test('no key of the menu is one of the page, nor one that a role brings', () => {
  const page: readonly string[] = [
    ...Object.values(actionChords),
    ...Object.values(localKeys).flatMap((keys) => Object.values(keys).flat())
  ]
  const ofRoles = [
    'C',
    'V',
    'X',
    'Z',
    'Shift+Z',
    'Y',
    'A',
    'W',
    'Q',
    'M',
    'H',
    '0',
    '-',
    'Plus',
    'R',
    'Shift+I',
    'Shift+V'
  ]
  const roles = ofRoles.map((key) => `Mod+${key}`)
  expect(Object.values(menuChords).filter((chord) => page.includes(chord) || roles.includes(chord))).toEqual(
    []
  )
  expect(Object.values(actionChords).filter((chord) => roles.includes(chord))).toEqual([])
})

test('a choice reaches the page, a window, a project', () => {
  const done: string[] = []
  const items = flat(
    build({
      recent: [{ id: '1', name: 'Ebb & Flow', path: '/srv/tides' }],
      choose: (action) => void done.push(action),
      chooseWindow: (act) => void done.push(act),
      openProject: (id) => void done.push(`project ${id}`)
    })
  )
  expect(items.find(({ id }) => id === 'project:1')?.label).toBe('Ebb && Flow')
  for (const wanted of ['find', 'new-window', 'move-session', 'project:1']) {
    const click: unknown = items.find(({ id }) => id === wanted)?.click
    if (typeof click === 'function') click()
  }
  expect(done).toEqual(['find', 'new-window', 'move-session', 'project 1'])
})

test('what the page does not offer cannot be chosen', () => {
  const enabled = (offered: Parameters<typeof isEnabled>[1]) =>
    [...actionIds, 'new-window', 'duplicate-window', 'move-session'].filter((id) => isEnabled(id, offered))
  expect(enabled(new Set(['find', 'rename']))).toEqual([
    'find',
    'rename',
    'new-window',
    'duplicate-window',
    'move-session'
  ])
  expect(enabled(new Set())).toEqual(['new-window', 'duplicate-window'])
  expect(enabled(null)).toEqual(['settings', 'home', 'doctor', 'open-folder', 'new-window'])
})
