/** What becomes of a paste: files and very long texts go along, anything else is typed. Used by the composer. */
import { useCallback, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import type { Attachment } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { formatCount } from '../../ui/formatCount.ts'
import { replaceRange } from '../replaceRange.ts'
import { MAX_ATTACHMENTS, MAX_MESSAGE_CHARACTERS } from './limits.ts'
import { pastedFiles } from './pastedFiles.ts'
import { isLongPaste, pastedText } from './pastedText.ts'
import type { Attaching } from './useAttaching.ts'

interface PastingPlace {
  readonly box: RefObject<HTMLTextAreaElement | null>
  readonly held: RefObject<readonly Attachment[]>
  readonly attaching: Pick<Attaching, 'add' | 'refuse'>
  readonly onAttach: (attachments: readonly Attachment[]) => void
  readonly onDetach: (attachment: Attachment) => void
}

export interface Pasting {
  /** Texts that went along instead of into the message. */
  readonly pasted: ReadonlySet<Attachment>
  /** True: taken here, nothing is to be typed. */
  readonly onPaste: (clipboard: DataTransfer) => boolean
  /** Puts such a text into the message after all, where the caret stands. */
  readonly inline: (attachment: Attachment) => void
}

export function usePasting({ box, held, attaching, onAttach, onDetach }: PastingPlace): Pasting {
  const [pasted, setPasted] = useState<ReadonlySet<Attachment>>(() => new Set())
  const { add, refuse } = attaching

  const onPaste = useCallback(
    (clipboard: DataTransfer) => {
      const files = pastedFiles(clipboard)
      if (files.length > 0) {
        add(files)
        return true
      }
      const text = clipboard.getData('text/plain')
      if (text.length > MAX_MESSAGE_CHARACTERS) {
        refuse(
          strings.composer.attach.pasteTooLong(formatCount(text.length), formatCount(MAX_MESSAGE_CHARACTERS))
        )
        return true
      }
      if (!isLongPaste(text) || held.current.length >= MAX_ATTACHMENTS) return false
      const attachment = pastedText(text, held.current)
      setPasted((before) => new Set(before).add(attachment))
      onAttach([attachment])
      return true
    },
    [add, refuse, held, onAttach]
  )

  const inline = useCallback(
    (attachment: Attachment) => {
      if (attachment.type !== 'text' || !box.current) return
      onDetach(attachment)
      const { selectionStart: start, selectionEnd: end } = box.current
      replaceRange(box.current, { start, end, text: attachment.text })
    },
    [box, onDetach]
  )

  return useMemo(() => ({ pasted, onPaste, inline }), [pasted, onPaste, inline])
}
