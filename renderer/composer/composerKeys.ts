/** What a key pressed in the composer means. Pure, so that the rules for input methods are tested. */

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

export type ComposerAct = 'send' | 'interrupt' | 'type'

export function composerAct(key: ComposerKey): ComposerAct {
  if (key.isComposing || key.keyCode === 229) return 'type'
  if (key.key === 'Enter') return key.shiftKey || key.altKey ? 'type' : 'send'
  return key.key === 'Escape' ? 'interrupt' : 'type'
}
