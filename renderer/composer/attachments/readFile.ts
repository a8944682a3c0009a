/** Makes an attachment of a file a person chose, dropped or pasted, or says why it cannot be one. */
import { unreachable } from '../../../shared/errors.ts'
import type { Attachment } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { formatBytes } from '../../ui/formatCount.ts'
import { encodingOf, fileKind, HEAD_BYTES } from './fileKind.ts'
import { MAX_IMAGE_FILE_BYTES, MAX_PDF_BYTES, MAX_TEXT_FILE_BYTES } from './limits.ts'
import type { FittedPicture } from './shrinkPicture.ts'

export type ReadFile =
  | { readonly ok: true; readonly attachment: Attachment; readonly note: string | null }
  /** A sentence that names the file, and what can be done. */
  | { readonly ok: false; readonly reason: string }

/** The longest name the contract takes. */
const MAX_NAME = 255

/**
 * Never rejects.
 * @param shrink makes a picture fit; rejects when it is none
 */
export async function readFile(
  file: File,
  shrink: (picture: Blob) => Promise<FittedPicture>
): Promise<ReadFile> {
  const words = strings.composer.attach
  const name = file.name.slice(-MAX_NAME)
  try {
    const head = new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
    const is = fileKind(head, name)
    switch (is.kind) {
      case 'image':
        if (file.size > MAX_IMAGE_FILE_BYTES) return tooLarge(file, MAX_IMAGE_FILE_BYTES)
        return await readPicture(new File([file], name, { type: is.mediaType }), shrink)
      case 'other-image':
        return { ok: false, reason: words.otherImage(name, is.format) }
      case 'pdf':
        if (file.size > MAX_PDF_BYTES) return tooLarge(file, MAX_PDF_BYTES)
        return { ok: true, attachment: { type: 'pdf', name, data: await toBase64(file) }, note: null }
      case 'text': {
        if (file.size > MAX_TEXT_FILE_BYTES) return tooLarge(file, MAX_TEXT_FILE_BYTES)
        const text = decode(new Uint8Array(await file.arrayBuffer()))
        if (text === null) return { ok: false, reason: words.otherType(name) }
        return { ok: true, attachment: { type: 'text', name, text }, note: null }
      }
      case 'binary':
        return { ok: false, reason: words.otherType(name) }
      default:
        return unreachable(is)
    }
  } catch {
    // A folder, a file that has gone, or one that may not be read.
    return { ok: false, reason: words.unreadable(name) }
  }
}

async function readPicture(file: File, shrink: (picture: Blob) => Promise<FittedPicture>): Promise<ReadFile> {
  const words = strings.composer.attach
  let fitted: FittedPicture
  try {
    fitted = await shrink(file)
  } catch {
    return { ok: false, reason: words.brokenImage(file.name) }
  }
  const { blob, changed } = fitted
  const is = fileKind(new Uint8Array(await blob.slice(0, HEAD_BYTES).arrayBuffer()), '')
  if (is.kind !== 'image') return { ok: false, reason: words.brokenImage(file.name) }
  const attachment: Attachment = {
    type: 'image',
    mediaType: is.mediaType,
    data: await toBase64(blob),
    ...(file.name === '' ? null : { name: file.name })
  }
  return { ok: true, attachment, note: changed && words.madeSmaller(changed.from, changed.to) }
}

function tooLarge(file: File, limit: number): ReadFile {
  const reason = strings.composer.attach.tooLarge(file.name, formatBytes(file.size), formatBytes(limit))
  return { ok: false, reason }
}

/** Null when it is no text after all. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes)
  } catch {
    // Bytes that are no characters: a file of another kind.
    return null
  }
}

function toBase64(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const address = typeof reader.result === 'string' ? reader.result : ''
      resolve(address.slice(address.indexOf(',') + 1))
    }
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'))
    reader.readAsDataURL(blob)
  })
}
