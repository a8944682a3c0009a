/** Gives a text to the browser as a file to keep. */
export interface TextFile {
  readonly fileName: string
  readonly text: string
  readonly mediaType: string
}

export function downloadText({ fileName, text, mediaType }: TextFile): void {
  const address = URL.createObjectURL(new Blob([text], { type: mediaType }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  // The download has taken its copy when the click returns; the address may go with the next task.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}
