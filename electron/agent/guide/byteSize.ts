/** A number of bytes for people: `900 bytes`, `256 KB`, `3.1 MB`. */
export function byteSize(bytes: number): string {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`
  const kilobytes = bytes / 1024
  if (kilobytes < 1024) return `${rounded(kilobytes)} KB`
  return `${rounded(kilobytes / 1024)} MB`
}

function rounded(value: number): string {
  return value < 10 ? String(Number(value.toFixed(1))) : String(Math.round(value))
}
