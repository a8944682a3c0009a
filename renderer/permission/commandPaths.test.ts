import { describe, expect, it } from 'vitest'
import { commandPaths } from './commandPaths.ts'

const PROJECT = '/home/ada/loom'

function outsideIn(command: string): readonly string[] {
  return commandPaths(command, PROJECT)
    .filter((run) => run.outside)
    .map((run) => run.text)
}

describe('commandPaths', () => {
  it.each<[string, readonly string[]]>([
    ['cat /etc/passwd', ['/etc/passwd']],
    ['cp -r out ~/Desktop/build > /dev/null', ['~/Desktop/build']],
    ['rm -rf ../other && ls src', ['../other']],
    ['tool --out="/tmp/x y"', ['/tmp/x']],
    ['cd ..', ['..']],
    ['cat /home/ada/loom/a.ts ./b src/c', []],
    ['sed s/a/b/ file', []],
    ['curl https://example.com/x', []],
    ['echo 1 / 2', []]
  ])('%s leads out by %j', (command, paths) => {
    expect(outsideIn(command)).toEqual(paths)
  })

  it('loses no character of the command', () => {
    const command = 'cat /etc/passwd ../x | tee ~/y\nls'
    expect(
      commandPaths(command, PROJECT)
        .map((run) => run.text)
        .join('')
    ).toBe(command)
  })
})
