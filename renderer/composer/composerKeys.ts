/** What a key pressed in the composer asks for. Pure, so that the rules for input methods are tested. */
import type { Settings } from '../../shared/settings.ts'
import { isInputMethod } from '../keys/keyNames.ts'

export interface ComposerKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  /** AltGr, which is the right Alt key of many keyboards. */
  readonly altGraph?: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  /** An input method is composing: its Enter confirms a word. */
  readonly isComposing: boolean
  /** 229 is how some browsers report keys an input method has taken, even after it ended. */
  readonly keyCode: number
}

/** `type`: the key belongs to the text. The others may still not be possible just now; then it does too. */
export type ComposerAct =
  | 'send'
  | 'new-line'
  | 'interrupt-and-send'
  | 'escape'
  | 'next-mode'
  | 'recall-older'
  | 'recall-newer'
  | 'type'

export function composerAct(key: ComposerKey, sendKey: Settings['sendKey']): ComposerAct {
  if (isInputMethod(key)) return 'type'
  switch (key.key) {
    case 'Enter':
      // As in a terminal; a browser by itself starts no line then.
      if (key.altKey || key.altGraph === true) return 'new-line'
      return sendKey === 'enter' ? enterSends(key) : modEnterSends(key)
    case 'Escape':
      return 'escape'
    case 'Tab':
      return key.shiftKey && !hasMod(key) && !key.altKey ? 'next-mode' : 'type'
    case 'ArrowUp':
      return isPlain(key) ? 'recall-older' : 'type'
    case 'ArrowDown':
      return isPlain(key) ? 'recall-newer' : 'type'
    default:
      return 'type'
  }
}

function enterSends(key: ComposerKey): ComposerAct {
  if (key.shiftKey) return 'type'
  return hasMod(key) ? 'interrupt-and-send' : 'send'
}

function modEnterSends(key: ComposerKey): ComposerAct {
  if (!hasMod(key)) return 'type'
  return key.shiftKey ? 'interrupt-and-send' : 'send'
}

function hasMod({ ctrlKey, metaKey }: ComposerKey): boolean {
  return ctrlKey || metaKey
}

function isPlain(key: ComposerKey): boolean {
  return !key.shiftKey && !key.altKey && !hasMod(key)
}
