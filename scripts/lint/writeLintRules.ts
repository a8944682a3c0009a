/**
 * `node scripts/lint/writeLintRules.ts`: writes `.oxlintrc.json` from the table of who may import whom; with `--check`
 * it fails when that file says something else. Part of `npm run lint`.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { root } from '../run.ts'
import { lintRules } from './lintRules.ts'

const file = join(root, '.oxlintrc.json')
const options: unknown = JSON.parse(readFileSync(join(root, '.prettierrc.json'), 'utf8'))
const wanted = await format(JSON.stringify(lintRules()), {
  ...(typeof options === 'object' ? options : null),
  parser: 'json'
})
if (!process.argv.includes('--check')) writeFileSync(file, wanted)
else if (readFileSync(file, 'utf8') !== wanted) {
  process.stderr.write(
    '.oxlintrc.json is not what scripts/lint/layers.ts says: node scripts/lint/writeLintRules.ts\n'
  )
  process.exitCode = 1
}
