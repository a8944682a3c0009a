/** How large each pane may be, and what a key makes of it. In CSS pixels; across: width, `bottom`: height. Pure. */
export type SizedPane = 'sidebar' | 'right' | 'bottom'

interface PaneSize {
  /** Where of the session it stands: which way makes it larger. */
  readonly side: 'left' | 'right' | 'bottom'
  /** Before anybody pulled at it. */
  readonly first: number
  readonly least: number
  /** The session's own least size in `PageFrame` ends it sooner in a small window. */
  readonly most: number
}

export const paneSizes: Readonly<Record<SizedPane, PaneSize>> = {
  sidebar: { side: 'left', first: 256, least: 200, most: 480 },
  right: { side: 'right', first: 420, least: 280, most: 2_000 },
  bottom: { side: 'bottom', first: 240, least: 120, most: 2_000 }
}

const step = { small: 16, large: 64 } as const

export function sizeWithin(name: SizedPane, size: number): number {
  const { least, most } = paneSizes[name]
  return Math.round(Math.min(most, Math.max(least, size)))
}

/** What a key pressed on the pane's edge makes of its size; null for any other key. The edge goes where the arrow points. */
export function sizeForKey(name: SizedPane, size: number, key: string, isShift: boolean): number | null {
  const { side, least, most } = paneSizes[name]
  const by = isShift ? step.large : step.small
  const [smaller, larger] = arrows[side]
  if (key === smaller) return sizeWithin(name, size - by)
  if (key === larger) return sizeWithin(name, size + by)
  if (key === 'Home') return least
  if (key === 'End') return most
  return null
}

const arrows = {
  left: ['ArrowLeft', 'ArrowRight'],
  right: ['ArrowRight', 'ArrowLeft'],
  bottom: ['ArrowDown', 'ArrowUp']
} as const
