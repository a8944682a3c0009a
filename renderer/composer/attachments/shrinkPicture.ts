/** Makes a picture fit: decodes it, draws it smaller, writes it again. Called by `readFile`. */
import { MAX_IMAGE_BYTES, MAX_IMAGE_SIDE } from './limits.ts'
import { fitWithin } from './fitWithin.ts'
import type { PictureSize } from './fitWithin.ts'

/** `from` and `to` tell what was changed; `changed: null` when it fitted as it was. */
export interface FittedPicture {
  readonly blob: Blob
  readonly changed: { readonly from: PictureSize; readonly to: PictureSize } | null
}

/** Each is tried until one is small enough: the format of most pictures of screens, then that of photos. */
const TRIES: readonly { readonly longest: number; readonly type: string; readonly quality?: number }[] = [
  { longest: MAX_IMAGE_SIDE, type: 'image/png' },
  { longest: MAX_IMAGE_SIDE, type: 'image/jpeg', quality: 0.88 },
  { longest: MAX_IMAGE_SIDE / 2, type: 'image/jpeg', quality: 0.85 }
]

/** Rejects when this is no picture a browser can draw. */
export async function shrinkPicture(picture: Blob): Promise<FittedPicture> {
  const bitmap = await createImageBitmap(picture)
  try {
    const from = { width: bitmap.width, height: bitmap.height }
    if (Math.max(from.width, from.height) <= MAX_IMAGE_SIDE && picture.size <= MAX_IMAGE_BYTES) {
      return { blob: picture, changed: null }
    }
    // A photo stays one: written as PNG it would be many times as large.
    const tries = picture.type === 'image/jpeg' ? TRIES.slice(1) : TRIES
    for (const { longest, type, quality } of tries) {
      const to = fitWithin(from, longest)
      const blob = await drawn(bitmap, to, { type, quality })
      if (blob.size <= MAX_IMAGE_BYTES) return { blob, changed: { from, to } }
    }
    throw new Error('the picture stays too large')
  } finally {
    bitmap.close()
  }
}

async function drawn(bitmap: ImageBitmap, size: PictureSize, format: ImageEncodeOptions): Promise<Blob> {
  const canvas = new OffscreenCanvas(size.width, size.height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser cannot draw')
  if (format.type === 'image/jpeg') {
    // What was see-through would become black.
    context.fillStyle = '#ffffff'
    context.fillRect(0, 0, size.width, size.height)
  }
  context.imageSmoothingQuality = 'high'
  context.drawImage(bitmap, 0, 0, size.width, size.height)
  return canvas.convertToBlob(format)
}
