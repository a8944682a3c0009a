import { describe, expect, test } from 'vitest'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { ActiveSession } from '../context/activity.ts'
import { sessionsMenu } from './sessionsMenu.ts'
import type { SessionsMenu } from './sessionsMenu.ts'

const active = (title: string | null, openPermissions = 0): ActiveSession => ({
  session: { ...sampleSession, title, state: 'running' },
  openPermissions
})

function build(changes: Partial<SessionsMenu> = {}) {
  const done: string[] = []
  const items = sessionsMenu({
    waiting: [],
    running: [],
    words: wordsIn('en').desktop.tray,
    show: (path) => done.push(path),
    openApp: () => done.push('open'),
    newSession: () => done.push('new'),
    quit: () => done.push('quit'),
    ...changes
  })
  const choose = (label: string): void => {
    const { click } = items.find((item) => item.label === label) ?? {}
    Reflect.apply(click ?? (() => undefined), undefined, [])
  }
  return { labels: items.map(({ label, type }) => label ?? type), items, choose, done }
}

describe('the menu of the tray', () => {
  test('has what one does without a window, when nothing is at work', () => {
    expect(build().labels).toEqual([
      'No Session at Work',
      'separator',
      'New Session',
      'Open Skein',
      'separator',
      'Quit Skein'
    ])
    expect(build({ quit: null }).labels.at(-1)).toBe('Open Skein')
  })

  test('has first who waits, then who works, and none twice', () => {
    const [tides, moon] = [active('Tides', 1), active('Moon')]
    const { labels, choose, done } = build({ waiting: [tides], running: [moon, tides] })
    expect(labels.slice(0, 4)).toEqual(['Waiting for You', 'Tides', 'At Work', 'Moon'])
    choose('Tides')
    choose('New Session')
    expect(done).toEqual([`/projects/${sampleSession.projectId}/chat/${sampleSession.id}`, 'new'])
  })

  test('cuts titles to a line and underlines nothing in them', () => {
    const { labels } = build({ running: [active(`Salt &\n pepper ${'x'.repeat(80)}`), active(null)] })
    expect(labels[1]).toMatch(/^Salt && pepper x+…$/u)
    expect(labels[1]?.length).toBe(49)
    expect(labels[2]).toBe(sampleSession.metadata.firstMessagePreview ?? 'New session')
  })

  test('is never longer than a screen', () => {
    const many = Array.from({ length: 30 }, (_, index) => active(`Session ${index}`))
    const { labels } = build({ running: many })
    expect(labels).toHaveLength(15)
    expect(labels).toContain('22 More…')
  })
})

test.each(['en', 'de'] as const)('in %s the icon says how many wait and work', (language) => {
  const { tip } = wordsIn(language).desktop.tray
  expect(tip(0, 0)).toBe('Skein')
  expect(tip(2, 1)).toMatch(/^Skein: 2 .*, 1 /u)
})
