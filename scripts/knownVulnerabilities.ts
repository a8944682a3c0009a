/**
 * Whether anything that Skein ships has a known vulnerability, as the registry's advisories say (`npm audit`).
 * Called by test.ts; `node scripts/knownVulnerabilities.ts` alone says it in words and ends with 1 when there is one.
 */
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { orExplain } from './orExplain.ts'
import { readAdvisories } from './packaging/advisories.ts'
import type { Accepted, Advisories } from './packaging/advisories.ts'
import { thirdParties } from './packaging/thirdParty.ts'
import { root } from './run.ts'

/** Shipped knowingly. Each says why it cannot be reached, and a day on which that is asked again. */
const accepted: readonly Accepted[] = []

const limitMs = 60_000
/** npm ends with 1 when it found something, and still says what. */
const Ended = z.object({ stdout: z.string() })

/** What the registry says now of what is bundled (`out/`), of the native module and of Electron. */
export async function knownVulnerabilities(): Promise<Advisories> {
  const lock = await readFile(join(root, 'package-lock.json'), 'utf8')
  const electron = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(join(root, 'node_modules', 'electron', 'package.json'), 'utf8')))
  const shipped = [...(await thirdParties(root)), { name: 'electron', version: electron.version }]
  const today = new Date().toISOString().slice(0, 10)
  return readAdvisories(await audit(), lock, shipped, accepted, today)
}

async function audit(): Promise<string> {
  const npm = process.env['npm_execpath']
  const [file, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  try {
    const { stdout } = await promisify(execFile)(
      file,
      [...before, 'audit', '--json', '--package-lock-only'],
      {
        cwd: root,
        timeout: limitMs,
        maxBuffer: 64 << 20
      }
    )
    return stdout
  } catch (error) {
    return Ended.safeParse(error).data?.stdout ?? ''
  }
}

/** Prints each, and says whether there is any in what is shipped. */
export function describeAdvisories(advisories: Extract<Advisories, { kind: 'answered' }>): boolean {
  for (const { name, version, severity, title, url } of advisories.shipped) {
    process.stderr.write(`${name}@${version} (${severity}): ${title}. ${url}\n`)
  }
  process.stdout.write(
    `${advisories.shipped.length} in what is shipped, ${advisories.elsewhere} in tools that are not.\n`
  )
  return advisories.shipped.length > 0
}

if (import.meta.main) {
  await orExplain(async () => {
    const advisories = await knownVulnerabilities()
    if (advisories.kind === 'unanswered') {
      process.stdout.write(`The registry told of no advisories (${advisories.why}), so nothing is known.\n`)
      return
    }
    if (describeAdvisories(advisories)) process.exitCode = 1
  })
}
