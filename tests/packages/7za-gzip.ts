#!/usr/bin/env node
/**
 * Stands in for 7-Zip, which electron-builder fetches, where nothing can be fetched: `7za a [switches] OUT.gz IN`.
 * electron-builder takes it by ELECTRON_BUILDER_7ZIP_PATH.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

const [command, ...words] = process.argv.slice(2)
const [out, from, ...more] = words.filter((word) => !word.startsWith('-'))
if (command !== 'a' || !out?.endsWith('.gz') || from === undefined || more.length > 0) {
  throw new Error(`only one file can be packed here, not: ${process.argv.slice(2).join(' ')}`)
}
// Quick instead of small: this one is opened again and thrown away.
writeFileSync(out, gzipSync(readFileSync(from), { level: 1 }))
