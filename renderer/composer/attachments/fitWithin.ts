/** The size a picture is drawn in: as it is, or with its longest side at the limit. Pure. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

export function fitWithin({ width, height }: PictureSize, longest: number): PictureSize {
  const factor = Math.min(1, longest / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) }
}
