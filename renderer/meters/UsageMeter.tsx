/** In the session's header: how full the context is, as a ring; behind it all that was counted. */
import { Popover } from '@base-ui/react/popover'
import type { SessionUsage } from '../../shared/usage.ts'
import { strings } from '../strings/strings.ts'
import { formatCount } from '../ui/formatCount.ts'
import { joinClasses } from '../ui/joinClasses.ts'
import { contextShare } from './contextShare.ts'
import type { ContextShare } from './contextShare.ts'
import { formatCost } from './formatCost.ts'
import { totalOf } from './totalOf.ts'
import { UsagePanel } from './UsagePanel.tsx'

interface UsageMeterProps {
  readonly usage: SessionUsage
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function UsageMeter({ usage, open, onOpenChange }: UsageMeterProps) {
  const share = usage.context === null ? null : contextShare(usage.context)
  const total = totalOf(usage)
  if (total === 0 && share === null) return null
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger
        aria-label={
          share === null
            ? strings.meters.open
            : `${strings.meters.open}: ${strings.meters.contextShort(share.percent)}`
        }
        className="flex h-7 shrink-0 items-center gap-2 rounded-md px-2 text-meta text-ink-muted tabular-nums hover:bg-hover hover:text-ink data-[popup-open]:bg-hover"
      >
        {share !== null && <Ring share={share} />}
        <span>{strings.shell.tokens(formatCount(total))}</span>
        {usage.costUsd !== null && <span>{formatCost(usage.costUsd)}</span>}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={6} className="z-50">
          <Popover.Popup className="pop max-h-(--available-height) w-[min(440px,calc(100vw-24px))] overflow-y-auto rounded-lg border border-line bg-surface-raised p-4 shadow-pop outline-none">
            <Popover.Title className="sr-only">{strings.meters.open}</Popover.Title>
            <UsagePanel usage={usage} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

const LENGTH = 2 * Math.PI * 6

function Ring({ share }: { readonly share: ContextShare }) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden className="-rotate-90">
      <circle cx="8" cy="8" r="6" fill="none" strokeWidth="2.5" className="stroke-line-strong" />
      <circle
        cx="8"
        cy="8"
        r="6"
        fill="none"
        strokeWidth="2.5"
        strokeDasharray={`${(share.percent / 100) * LENGTH} ${LENGTH}`}
        className={joinClasses(
          share.tone === 'calm' && 'stroke-accent',
          share.tone === 'near' && 'stroke-warn',
          share.tone === 'full' && 'stroke-danger'
        )}
      />
    </svg>
  )
}
