/** Takes files into the draft, one after the other, and tells what could not be taken. Used by the composer. */
import { useCallback, useMemo, useState } from 'react'
import type { RefObject } from 'react'
import type { Attachment } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { MAX_ATTACHMENTS } from './limits.ts'
import { readFile } from './readFile.ts'
import { shrinkPicture } from './shrinkPicture.ts'

export interface Attaching {
  /** Files that are being read. */
  readonly reading: number
  /** Sentences, one for each file that could not be taken. */
  readonly refused: readonly string[]
  /** What was changed to make it fit. */
  readonly notes: ReadonlyMap<Attachment, string>
  readonly add: (files: readonly File[]) => void
  /** Tells why something could not be taken. */
  readonly refuse: (reason: string) => void
  readonly forgetRefused: () => void
}

interface AttachingPlace {
  /** What is attached now. */
  readonly held: RefObject<readonly Attachment[]>
  readonly onAttach: (attachments: readonly Attachment[]) => void
  readonly shrink?: typeof shrinkPicture
}

const NONE: readonly string[] = []

export function useAttaching({ held, onAttach, shrink = shrinkPicture }: AttachingPlace): Attaching {
  const [reading, setReading] = useState(0)
  const [refused, setRefused] = useState(NONE)
  const [notes, setNotes] = useState<ReadonlyMap<Attachment, string>>(() => new Map())

  const readAll = useCallback(
    async (files: readonly File[]) => {
      const reasons: string[] = []
      const surplus: string[] = []
      setReading((before) => before + files.length)
      for (const file of files) {
        if (held.current.length >= MAX_ATTACHMENTS) {
          surplus.push(file.name)
        } else {
          const read = await readFile(file, shrink)
          if (read.ok) {
            const { attachment, note } = read
            if (note !== null) setNotes((before) => new Map(before).set(attachment, note))
            onAttach([attachment])
          } else {
            reasons.push(read.reason)
          }
        }
        setReading((before) => before - 1)
      }
      if (surplus.length > 0) reasons.push(strings.composer.attach.tooMany(MAX_ATTACHMENTS, surplus))
      setRefused(reasons)
    },
    [held, onAttach, shrink]
  )

  const add = useCallback(
    (files: readonly File[]) => {
      if (files.length > 0) void readAll(files) // never rejects: what cannot be taken is told
    },
    [readAll]
  )
  const refuse = useCallback((reason: string) => setRefused([reason]), [])
  const forgetRefused = useCallback(() => setRefused(NONE), [])
  return useMemo(
    () => ({ reading, refused, notes, add, refuse, forgetRefused }),
    [reading, refused, notes, add, refuse, forgetRefused]
  )
}
