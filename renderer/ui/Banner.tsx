/** A line across the top of the main column for what concerns the whole session: connection, creation, app problems. */
import { CircleAlert, Eye, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Coil } from './Coil.tsx'
import { joinClasses } from './joinClasses.ts'

type BannerTone = 'watch' | 'progress' | 'warn' | 'danger'

interface BannerProps {
  readonly tone: BannerTone
  readonly text: string
  readonly action?: ReactNode
}

const LOOKS: Readonly<Record<BannerTone, string>> = {
  watch: 'border-line bg-surface-sunken text-ink-muted',
  progress: 'border-line bg-surface-sunken text-ink-muted',
  warn: 'border-warn-line bg-warn-soft text-warn',
  danger: 'border-danger-line bg-danger-soft text-danger'
}

/** Problems are alerts, everything else is a status: neither takes the focus. */
export function Banner({ tone, text, action }: BannerProps) {
  return (
    <div
      role={tone === 'danger' ? 'alert' : 'status'}
      className={joinClasses(
        'flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1.5 border-b px-4 py-1.5 text-ui',
        LOOKS[tone]
      )}
    >
      {/* Beside a narrow column of text the buttons go below it. */}
      <span className="flex min-w-0 flex-[1_1_320px] items-center gap-2">
        <BannerIcon tone={tone} />
        <span className="min-w-0 flex-1 wrap-anywhere">{text}</span>
      </span>
      {action}
    </div>
  )
}

const ICONS = { watch: Eye, warn: TriangleAlert, danger: CircleAlert } as const

function BannerIcon({ tone }: Pick<BannerProps, 'tone'>) {
  if (tone === 'progress') return <Coil />
  const Icon = ICONS[tone]
  return <Icon size={15} strokeWidth={1.75} className="shrink-0" aria-hidden />
}
