/** What an agent can is declared by it: nobody outside its folder asks which one it is. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../scripts/run.ts'

/** They find the transcripts of sessions whose rows are lost, and those are still Claude Code's own business. */
const looksForTranscripts = /(?:rebuild|forgotten)\.ts$/u

test('no agent is asked for by its name outside its folder', () => {
  const asked = globSync('{electron,renderer,shared}/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => !/\.test\.tsx?$|^electron\/agent\//u.test(file) && !looksForTranscripts.test(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .filter((line) => /[!=]== ?'(?:claude|guide)'|case '(?:claude|guide)'|claudePath\b/u.test(line))
        .filter((line) => !line.includes("key = 'claudePath'"))
        .map((line) => `${file}: ${line.trim()}`)
    )
  expect(asked).toEqual([])
})
