/**
 * Where a window stands and what it shows, as it is kept between two starts; and how a place that was kept is
 * fitted to the displays there are now. Pure.
 */
import { z } from 'zod'
import { isWindowPath } from '../../../shared/address.ts'
import { KeptPanes } from '../../../shared/panes.ts'

/** In device-independent pixels, as Electron counts. */
const Pixels = z.number().int().min(-100_000).max(100_000)
export const Bounds = z.object({ x: Pixels, y: Pixels, width: Pixels.min(1), height: Pixels.min(1) })
export type Bounds = z.infer<typeof Bounds>

/** A page of the app, wherever it comes from. */
export const WindowPath = z.string().refine(isWindowPath)

export const WindowPlace = z.object({
  /** Of the window when it is neither maximised nor full screen; null lets the system choose. */
  bounds: Bounds.nullable(),
  state: z.enum(['normal', 'maximized', 'fullscreen']),
  /** Chromium's zoom level; 0 is 100 %, each step 20 %. */
  zoom: z.number().min(-8).max(9),
  path: WindowPath,
  /** Whatever is wrong with it, the window comes back. */
  panes: KeptPanes.optional().catch(undefined)
})
export type WindowPlace = z.infer<typeof WindowPlace>

/** More than anyone works with: a damaged list must not open thousands. */
const MOST = 40

/** What was kept, as far as it can be read: a window that cannot is left out, the others come back. */
export function readPlaces(kept: unknown): readonly WindowPlace[] {
  if (!Array.isArray(kept)) return []
  return kept
    .slice(0, MOST)
    .map((place) => WindowPlace.safeParse(place))
    .flatMap((read) => (read.success ? [read.data] : []))
}

export const newPlace: WindowPlace = { bounds: null, state: 'normal', zoom: 0, path: '/' }
export const newSize = { width: 1200, height: 800 } as const
export const leastSize = { width: 480, height: 360 } as const

/** Enough of the title bar to grab the window by. */
const GRAB = { width: 120, height: 40 } as const

/**
 * Bounds that can be seen and grabbed on one of these work areas: as they were when they can, else of the same
 * size, as far as it fits, in the middle of the first. Null in, or no display, null out.
 */
export function fitBounds(bounds: Bounds | null, areas: readonly Bounds[]): Bounds | null {
  const [first] = areas
  if (bounds === null || first === undefined) return null
  const sized = (area: Bounds): Bounds => ({
    ...bounds,
    width: Math.max(leastSize.width, Math.min(bounds.width, area.width)),
    height: Math.max(leastSize.height, Math.min(bounds.height, area.height))
  })
  const home = areas.find((area) => canBeGrabbed(bounds, area))
  if (home !== undefined) return sized(home)
  const { width, height } = sized(first)
  return {
    x: first.x + Math.round((first.width - width) / 2),
    y: first.y + Math.round((first.height - height) / 2),
    width,
    height
  }
}

function canBeGrabbed(bounds: Bounds, area: Bounds): boolean {
  const seen = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x)
  const top = bounds.y >= area.y && bounds.y + GRAB.height <= area.y + area.height
  return seen >= GRAB.width && top
}

/** A little further down and to the right, so that a new window does not hide the one it came from. */
export function besides(place: WindowPlace, path: string): WindowPlace {
  const { bounds } = place
  return {
    ...place,
    state: 'normal',
    path,
    bounds: bounds && { ...bounds, x: bounds.x + 28, y: bounds.y + 28 }
  }
}
