/** Tokens as bars, by kind. Whoever cannot see it has the table; so it is one picture with one sentence. */
import type { UsageRow } from '../../shared/historyUsage.ts'

interface UsageChartProps {
  readonly label: string
  /** In the order in which they are drawn, from left to right. */
  readonly rows: readonly Pick<UsageRow, 'key' | 'input' | 'output' | 'cacheRead' | 'cacheWrite'>[]
  /** What stands below the first and the last. */
  readonly ends: readonly [string, string]
  /** What a bar says to the mouse. */
  readonly tellBar: (index: number) => string
  /** What the highest bar stands for. */
  readonly highest: string
}

const WIDTH = 720
const HEIGHT = 140
const kinds = ['cacheRead', 'cacheWrite', 'input', 'output'] as const
const fills: Readonly<Record<(typeof kinds)[number], string>> = {
  cacheRead: 'fill-thread',
  cacheWrite: 'fill-ink-faint',
  input: 'fill-accent',
  output: 'fill-warn'
}

export function UsageChart({ label, rows, ends, tellBar, highest }: UsageChartProps) {
  const most = Math.max(1, ...rows.map((row) => kinds.reduce((sum, kind) => sum + row[kind], 0)))
  const step = WIDTH / Math.max(rows.length, 8)
  const width = Math.max(1, step * 0.72)
  return (
    <figure className="mt-4" role="img" aria-label={label}>
      <div aria-hidden className="text-meta text-ink-muted tabular-nums">
        {highest}
      </div>
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="mt-1 block h-36 w-full border-b border-line-strong"
      >
        {rows.map((row, index) => (
          <g key={row.key}>
            <title>{tellBar(index)}</title>
            <rect x={index * step} y={0} width={step} height={HEIGHT} className="fill-transparent" />
            {stacked(row, most).map(({ kind, y, height }) => (
              <rect
                key={kind}
                x={index * step + (step - width) / 2}
                y={y}
                width={width}
                height={height}
                className={fills[kind]}
              />
            ))}
          </g>
        ))}
      </svg>
      <div aria-hidden className="mt-1 flex justify-between text-meta text-ink-muted">
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  )
}

function stacked(
  row: UsageChartProps['rows'][number],
  most: number
): { kind: (typeof kinds)[number]; y: number; height: number }[] {
  let y = HEIGHT
  return kinds.map((kind) => {
    const height = (row[kind] / most) * (HEIGHT - 2)
    y -= height
    return { kind, y, height }
  })
}
