/** What a key pressed in the composer asks for. Pure, so that the rules for input methods are tested. */
import type { Settings } from '../../shared/settings.ts'

export interface ComposerKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  /** An input method is composing: its Enter confirms a word. */
  readonly isComposing: boolean
  /** 229 is how some browsers report keys an input method has taken, even after it ended. */
  readonly keyCode: number
}

/** `type`: the key belongs to the text. The others may still not be possible just now; then it does too. */
export type ComposerAct =
  'send' | 'interrupt-and-send' | 'escape' | 'next-mode' | 'recall-older' | 'recall-newer' | 'type'

export function composerAct(key: ComposerKey, sendKey: Settings['sendKey']): ComposerAct {
  if (isInputMethod(key)) return 'type'
  switch (key.key) {
    case 'Enter':
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

/** The key is an input method's: nobody else may act on it. */
export function isInputMethod({
  isComposing,
  keyCode
}: Pick<ComposerKey, 'isComposing' | 'keyCode'>): boolean {
  return isComposing || keyCode === 229
}

function enterSends(key: ComposerKey): ComposerAct {
  if (key.shiftKey || key.altKey) return 'type'
  return hasMod(key) ? 'interrupt-and-send' : 'send'
}

function modEnterSends(key: ComposerKey): ComposerAct {
  if (!hasMod(key) || key.altKey) return 'type'
  return key.shiftKey ? 'interrupt-and-send' : 'send'
}

function hasMod({ ctrlKey, metaKey }: ComposerKey): boolean {
  return ctrlKey || metaKey
}

function isPlain(key: ComposerKey): boolean {
  return !key.shiftKey && !key.altKey && !hasMod(key)
}
