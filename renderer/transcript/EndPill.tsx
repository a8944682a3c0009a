/** The way back to the newest line, with how many messages have come since the reader left it. */
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import type { RowList } from './rows/rowList.ts'
import type { Reading } from './rows/useFollowing.ts'

interface EndPillProps {
  readonly reading: Reading
  readonly rows: RowList
  readonly onJump: () => void
}

export function EndPill({ reading, rows, onJump }: EndPillProps) {
  const newest = newestMessage(rows)
  const [seen, setSeen] = useState(newest)
  if (reading !== 'reading') {
    if (seen !== newest) setSeen(newest)
    return null
  }
  const missed = messagesAfter(rows, seen)
  return (
    <Button
      size="small"
      onClick={onJump}
      className="absolute bottom-3 left-1/2 z-20 -translate-x-1/2 rounded-full! shadow-pop"
    >
      <ArrowDown size={14} strokeWidth={1.75} aria-hidden />
      {missed > 0 ? strings.session.newMessages(missed) : strings.session.jumpToLatest}
    </Button>
  )
}

function newestMessage(rows: RowList): string | null {
  for (let at = rows.count - 1; at >= 0; at -= 1) {
    const row = rows.at(at)
    if (row?.kind === 'message') return row.key
  }
  return null
}

/** How many messages stand below the one with this key; 0 when it is not there any more. */
export function messagesAfter(rows: RowList, key: string | null): number {
  let count = 0
  for (let at = rows.count - 1; at >= 0; at -= 1) {
    const row = rows.at(at)
    if (row?.key === key) return count
    if (row?.kind === 'message') count += 1
  }
  return 0
}
