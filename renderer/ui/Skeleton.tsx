/** Grey lines where text will be, drawn only when loading has lasted long enough to be noticed. */
import { strings } from '../strings/strings.ts'
import { useDelayed } from './useDelayed.ts'

interface SkeletonProps {
  /** Width of each line, in percent. */
  readonly widths: readonly number[]
  readonly className?: string
}

export function Skeleton({ widths, className }: SkeletonProps) {
  const visible = useDelayed(true, 150)
  if (!visible) return null
  return (
    <div role="status" aria-label={strings.app.loading} className={className}>
      {widths.map((width, index) => (
        <div key={index} className="skeleton mb-3 h-3.5" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
