import { describe, expect, it } from 'vitest'
import { isOutside, relativePath } from './relativePath.ts'

describe('relativePath', () => {
  it.each([
    ['/home/ada/loom/src/a.ts', '/home/ada/loom', 'src/a.ts'],
    ['/home/ada/loom/src/a.ts', '/home/ada/loom/', 'src/a.ts'],
    ['/home/ada/loomy/a.ts', '/home/ada/loom', '/home/ada/loomy/a.ts'],
    ['src/a.ts', '/home/ada/loom', 'src/a.ts'],
    ['C:\\code\\loom\\a.ts', 'C:\\code\\loom', 'a.ts'],
    ['/x', '', '/x']
  ])('%s in %s reads %s', (path, project, shown) => {
    expect(relativePath(path, project)).toBe(shown)
  })
})

describe('isOutside', () => {
  it.each([
    ['/etc/hosts', true],
    ['../other/a.ts', true],
    ['src/../../a.ts', true],
    ['/home/ada/loom/../b', true],
    ['~/x', true],
    ['~ada', true],
    ['//etc/hosts', true],
    ['//home/ada/loom/a.ts', true],
    ['\\\\host\\share', true],
    ['..\\x', true],
    ['src/..\\../x', true],
    ['C:/x', true],
    ['file:///etc/hosts', true],
    ['/HOME/ada/loom/x', true],
    ['/home/ada/loom/./src//a.ts', false],
    ['/home/ada/loomy', true],
    ['src/a.ts', false],
    ['./src/../a.ts', false],
    ['/home/ada/loom', false],
    ['/home/ada/loom/src', false]
  ])('%s: %s', (path, outside) => {
    expect(isOutside(path, '/home/ada/loom')).toBe(outside)
  })
})
