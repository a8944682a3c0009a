import { expect, test } from 'vitest'
import { onlyShipped } from './sbom.ts'

const bom = {
  bomFormat: 'CycloneDX',
  components: [
    { 'bom-ref': 'zod@4', name: 'zod', version: '4.0.0' },
    { 'bom-ref': '@x/y@1', name: '@x/y', version: '1.0.0' },
    { 'bom-ref': 'vite@8', name: 'vite', version: '8.0.0' }
  ],
  dependencies: [
    { ref: 'skein@0', dependsOn: ['zod@4', 'vite@8'] },
    { ref: 'zod@4', dependsOn: [] },
    { ref: '@x/y@1', dependsOn: ['vite@8', 'zod@4'] },
    { ref: 'vite@8', dependsOn: ['zod@4'] }
  ]
}

test('what only builds Skein is not in the bill, nor in what others need', () => {
  const cut = onlyShipped(bom, [
    { name: 'zod', version: '4.0.0' },
    { name: '@x/y', version: '1.0.0' }
  ])
  expect(cut.components.map(({ name }) => name)).toEqual(['zod', '@x/y'])
  expect(cut.dependencies).toEqual([
    { ref: 'skein@0', dependsOn: ['zod@4'] },
    { ref: 'zod@4', dependsOn: [] },
    { ref: '@x/y@1', dependsOn: ['zod@4'] }
  ])
  expect(cut['bomFormat']).toBe('CycloneDX')
})

test('something shipped that npm does not know is an error, not a gap', () => {
  expect(() => onlyShipped(bom, [{ name: 'zod', version: '5.0.0' }])).toThrow('zod@5.0.0')
})
