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

describe('a key in the composer', () => {
  it.each<[string, Partial<ComposerKey>, ComposerAct]>([
    ['Enter', {}, 'send'],
    ['Ctrl+Enter', { ctrlKey: true }, 'interrupt-and-send'],
    ['Cmd+Enter', { metaKey: true }, 'interrupt-and-send'],
    ['Shift+Enter', { shiftKey: true }, 'type'],
    ['Alt+Enter', { altKey: true }, 'new-line'],
    ['AltGr+Enter, which Linux calls no modifier', { altGraph: true }, 'new-line'],
    ['AltGr+Enter, which Windows calls Control and Alt', { ctrlKey: true, altKey: true }, 'new-line'],
    ['Alt+Enter of an input method', { altKey: true, isComposing: true }, 'type'],
    ['Alt+Enter that ended a word of an input method', { altKey: true, keyCode: 229 }, 'type'],
    ['Enter that confirms a word of an input method', { isComposing: true }, 'type'],
    ['Enter reported as key code 229', { keyCode: 229 }, 'type'],
    ['Escape', { key: 'Escape', keyCode: 27 }, 'escape'],
    ['Escape that leaves an input method', { key: 'Escape', keyCode: 229 }, 'type'],
    ['Tab', { key: 'Tab', keyCode: 9 }, 'type'],
    ['Shift+Tab', { key: 'Tab', keyCode: 9, shiftKey: true }, 'next-mode'],
    ['Ctrl+Shift+Tab', { key: 'Tab', keyCode: 9, shiftKey: true, ctrlKey: true }, 'type'],
    ['Up', { key: 'ArrowUp', keyCode: 38 }, 'recall-older'],
    ['Up in a list of an input method', { key: 'ArrowUp', keyCode: 229 }, 'type'],
    ['Shift+Up', { key: 'ArrowUp', keyCode: 38, shiftKey: true }, 'type'],
    ['Down', { key: 'ArrowDown', keyCode: 40 }, 'recall-newer'],
    ['a letter', { key: 'a', keyCode: 65 }, 'type']
  ])('%s', (_name, changes, act) => {
    expect(composerAct({ ...enter, ...changes }, 'enter')).toBe(act)
  })

  it.each<[string, Partial<ComposerKey>, ComposerAct]>([
    ['Enter', {}, 'type'],
    ['Shift+Enter', { shiftKey: true }, 'type'],
    ['Alt+Enter', { altKey: true }, 'new-line'],
    ['Ctrl+Enter', { ctrlKey: true }, 'send'],
    ['Cmd+Enter', { metaKey: true }, 'send'],
    ['Ctrl+Shift+Enter', { ctrlKey: true, shiftKey: true }, 'interrupt-and-send'],
    ['Ctrl+Enter of an input method', { ctrlKey: true, isComposing: true }, 'type']
  ])('%s, when Enter starts a new line', (_name, changes, act) => {
    expect(composerAct({ ...enter, ...changes }, 'mod-enter')).toBe(act)
  })
})
