/** The files in a paste or drop that are meant as such. Called by the composer. */

/** A `DataTransfer`, as far as it matters here. */
export interface PastedThings {
  readonly files: Iterable<File>
  readonly types: readonly string[]
  getData(type: string): string
}

/** Empty when the text beside them is what was copied: programs add a picture of it. */
export function pastedFiles(clipboard: PastedThings): readonly File[] {
  const files = [...clipboard.files]
  const isRichText = clipboard.types.includes('text/html') || clipboard.types.includes('text/rtf')
  const hasWords = clipboard.getData('text/plain').trim() !== ''
  return isRichText && hasWords && files.every((file) => file.type.startsWith('image/')) ? [] : files
}
