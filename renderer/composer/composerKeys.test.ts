import { describe, expect, it } from 'vitest'
import { composerAct } from './composerKeys.ts'
import type { ComposerAct, ComposerKey } from './composerKeys.ts'

const enter: ComposerKey = {
  key: 'Enter',
  shiftKey: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13
}

describe('composerAct', () => {
  it.each<[string, Partial<ComposerKey>, ComposerAct]>([
    ['Enter', {}, 'send'],
    ['Ctrl+Enter', { ctrlKey: true }, 'send'],
    ['Shift+Enter', { shiftKey: true }, 'type'],
    ['Alt+Enter', { altKey: true }, 'type'],
    ['Enter that confirms a word of an input method', { isComposing: true }, 'type'],
    ['Enter reported as key code 229', { keyCode: 229 }, 'type'],
    ['Escape', { key: 'Escape', keyCode: 27 }, 'interrupt'],
    ['Escape that leaves an input method', { key: 'Escape', keyCode: 229 }, 'type'],
    ['a letter', { key: 'a', keyCode: 65 }, 'type']
  ])('%s', (_name, changes, act) => {
    expect(composerAct({ ...enter, ...changes })).toBe(act)
  })
})
