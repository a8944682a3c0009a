/**
 * The icon containers of Windows and macOS. Both hold PNG files as they are, behind a table.
 * Formats: learn.microsoft.com/previous-versions/ms997538, en.wikipedia.org/wiki/Apple_Icon_Image_format.
 */

/** Side in pixels to PNG file. */
export type Drawn = ReadonlyMap<number, Buffer>

const ICO_HEADER = 6
const ICO_ENTRY = 16

/** An `.ico` of all that is drawn, at most 256 pixels a side. */
export function icoOf(drawn: Drawn): Buffer {
  const table = Buffer.alloc(ICO_HEADER + ICO_ENTRY * drawn.size)
  table.writeUInt16LE(1, 2) // an icon, not a cursor
  table.writeUInt16LE(drawn.size, 4)
  let [entry, at] = [ICO_HEADER, table.length]
  for (const [side, png] of drawn) {
    if (side > 256) throw new Error(`an .ico holds pictures of at most 256 pixels, not ${String(side)}`)
    table.writeUInt8(side % 256, entry) // 0 is 256
    table.writeUInt8(side % 256, entry + 1)
    table.writeUInt16LE(1, entry + 4) // planes
    table.writeUInt16LE(32, entry + 6) // bits of a pixel
    table.writeUInt32LE(png.length, entry + 8)
    table.writeUInt32LE(at, entry + 12)
    entry += ICO_ENTRY
    at += png.length
  }
  return Buffer.concat([table, ...drawn.values()])
}

/** Apple's name of each place and the pixels it takes; those with @ are for screens of twice the density. */
const ICNS_PLACES = [
  ['icp4', 16],
  ['icp5', 32],
  ['icp6', 64],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024], // 512@2x
  ['ic11', 32], // 16@2x
  ['ic12', 64], // 32@2x
  ['ic13', 256], // 128@2x
  ['ic14', 512] // 256@2x
] as const

/** An `.icns` with every place whose size is drawn. */
export function icnsOf(drawn: Drawn): Buffer {
  const places = ICNS_PLACES.flatMap(([name, side]) => {
    const png = drawn.get(side)
    return png === undefined ? [] : [block(name, png)]
  })
  return block('icns', Buffer.concat(places))
}

/** Four letters, the length of the whole in bytes, the content. */
function block(name: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.write(name, 'latin1')
  head.writeUInt32BE(content.length + head.length, 4)
  return Buffer.concat([head, content])
}
