/** A server that is wrong on purpose changes a place of the source: one that has moved would prove nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sabotages } from '../faults/run/sabotages.ts'

const root = join(import.meta.dirname, '../..')

test.each(Object.entries(sabotages))('"%s" finds its place', (_name, { file, place }) => {
  expect(readFileSync(join(root, file), 'utf8')).toMatch(place)
})
