import { beforeEach, expect, it } from 'vitest'
import { create } from 'zustand'
import { blankSession } from './sessionData.ts'
import type { SessionData } from './sessionData.ts'
import { ShownDraft } from './shownDraft.ts'

interface State {
  readonly currentSession: SessionData | null
}

const store = create<State>()(() => ({ currentSession: null }))
let box: { value: string }
let painted: (() => void)[]
let drawn: string[]
let shown: ShownDraft
let stop: () => void

function open(visit: number, draft: string): void {
  const currentSession = blankSession({
    id: `s${visit}`,
    projectId: 'p',
    visit,
    agent: 'guide',
    permissionMode: 'default',
    draft,
    draftAttachments: [],
    outbox: [],
    loadingState: 'idle'
  })
  store.setState({ currentSession })
}

function set(draft: string): void {
  store.setState(({ currentSession }) => ({ currentSession: currentSession && { ...currentSession, draft } }))
}

function type(text: string): void {
  box.value = text
  set(text)
}

function paint(): void {
  for (const act of painted.splice(0)) act()
}

beforeEach(() => {
  stop?.()
  box = { value: '' }
  painted = []
  drawn = []
  open(1, '')
  shown = new ShownDraft(
    store,
    () => box,
    (act) => {
      painted.push(act)
      return () => {
        painted = painted.filter((one) => one !== act)
      }
    }
  )
  stop = shown.subscribe(() => drawn.push(shown.read()))
})

it('what is typed is drawn after the frame that shows it, several letters at once', () => {
  type('a')
  type('ab')
  expect([shown.read(), drawn]).toEqual(['', []])
  paint()
  expect([shown.read(), drawn]).toEqual(['ab', ['ab']])
})

it('what comes from elsewhere is drawn at once', () => {
  set('taken back')
  expect([drawn, painted]).toEqual([['taken back'], []])
})

it('who acts on the draft has all of it, and it is not drawn twice', () => {
  type('a')
  shown.catchUp()
  paint()
  expect([shown.read(), drawn]).toEqual(['a', ['a']])
})

it('a draft that is emptied before its letter was drawn leaves the box', () => {
  type('a')
  set('')
  expect([box.value, shown.read(), painted]).toEqual(['', '', []])
})

it('another session shows its own draft, whatever stands in the box', () => {
  type('a')
  open(2, 'a')
  expect([shown.read(), drawn, painted]).toEqual(['a', ['a'], []])
})

it('changes of anything else draw nothing', () => {
  type('a')
  paint()
  store.setState(({ currentSession }) => ({ currentSession: currentSession && { ...currentSession } }))
  expect(drawn).toEqual(['a'])
})

it('waits for no frame once nobody listens', () => {
  type('a')
  stop()
  expect([painted, shown.read()]).toEqual([[], 'a'])
})
