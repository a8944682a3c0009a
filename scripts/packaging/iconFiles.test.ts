import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from '../run.ts'
import { icnsOf, icoOf } from './iconFiles.ts'

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const resource = (name: string): Buffer => readFileSync(join(root, 'resources', name))

test('an .ico points at each picture, and says 0 for 256', () => {
  const [small, large] = [Buffer.from('small'), Buffer.from('the large one')]
  const ico = icoOf(
    new Map([
      [16, small],
      [256, large]
    ])
  )
  expect(ico.readUInt16LE(4)).toBe(2)
  const entries = [6, 22].map((at) => ({
    side: ico.readUInt8(at),
    length: ico.readUInt32LE(at + 8),
    at: ico.readUInt32LE(at + 12)
  }))
  expect(entries.map(({ side }) => side)).toEqual([16, 0])
  expect(entries.map(({ at, length }) => ico.toString('utf8', at, at + length))).toEqual([
    'small',
    'the large one'
  ])
  expect(() => icoOf(new Map([[512, large]]))).toThrow('at most 256')
})

test('an .icns says its length and holds a picture for every place of its size', () => {
  const icns = icnsOf(new Map([[32, PNG]]))
  expect(icns.toString('latin1', 0, 4)).toBe('icns')
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  expect(icns.toString('latin1', 8, 12)).toBe('icp5')
  expect(icns.toString('latin1', 20, 24)).toBe('ic11')
})

describe('the icons of the packages', () => {
  test.each([16, 24, 32, 48, 64, 128, 256, 512, 1024])('%d pixels', (side) => {
    const png = resource(`icons/${String(side)}x${String(side)}.png`)
    expect(png.subarray(0, 4)).toEqual(PNG)
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([side, side])
  })

  test('are those in the containers', () => {
    expect(resource('icon.ico').includes(resource('icons/256x256.png'))).toBe(true)
    expect(resource('icon.icns').includes(resource('icons/1024x1024.png'))).toBe(true)
  })
})
