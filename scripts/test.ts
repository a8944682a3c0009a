/**
 * `npm test`: everything that proves the app, in the order in which a fault is cheapest to find.
 * All steps run even when one fails; the table at the end says which, and below it stands what went wrong. `npm test -- units build`
 * runs only those.
 */
import which from 'which'
import { installByApt, isRootOnDebian } from './apt.ts'
import { desktopTests } from './desktopTests.ts'
import { endWithParent } from './endWithParent.ts'
import { ensureBuilt } from './freshBuild.ts'
import { describeAdvisories, knownVulnerabilities } from './knownVulnerabilities.ts'
import { orExplain } from './orExplain.ts'
import { provideChromium } from './provideChromium.ts'
import { runNode, tool } from './run.ts'
import { collectTroubles } from './troubles/troubles.ts'

type Outcome = 'passed' | 'failed' | { readonly skipped: string }

interface Step {
  readonly name: string
  readonly what: string
  run(): Promise<Outcome>
}

const node = async (entry: string, args: readonly string[]): Promise<Outcome> =>
  (await runNode(entry, args)) === 0 ? 'passed' : 'failed'
const vitest = (...projects: readonly string[]): Promise<Outcome> =>
  node(tool.vitest, ['run', ...projects.flatMap((project) => ['--project', project])])
const playwright = async (...projects: readonly string[]): Promise<Outcome> => {
  await provideChromium()
  return node(tool.playwright, ['test', ...projects.map((project) => `--project=${project}`)])
}

const hasProgram = (name: string): boolean => which.sync(name, { nothrow: true }) !== null
/** The program and its package. Without them the specs that use them are skipped, and say so. */
const validators = [
  ['desktop-file-validate', 'desktop-file-utils'],
  ['appstreamcli', 'appstream'],
  ['makensis', 'nsis']
] as const

const steps: readonly Step[] = [
  {
    name: 'format',
    what: 'one format',
    run: () => node(tool.prettier, ['--check', '--log-level', 'warn', '.'])
  },
  { name: 'lint', what: 'rules, layers and what nobody uses', run: lint },
  { name: 'types', what: 'four TypeScript projects', run: () => node('scripts/checkTypes.ts', []) },
  { name: 'build', what: 'main, preload, page', run: build },
  { name: 'advisories', what: 'known vulnerabilities of what is shipped', run: advisories },
  { name: 'units', what: 'units and components', run: () => vitest('node', 'dom') },
  { name: 'contract', what: 'the server at its doors', run: () => vitest('contract') },
  { name: 'agent', what: 'the real command-line agent', run: () => vitest('agent') },
  { name: 'attacks', what: 'what must not get in', run: () => vitest('attacks') },
  { name: 'chromium', what: 'end to end in Chromium', run: () => playwright('chromium', 'attacks') },
  { name: 'desktop', what: 'the desktop app', run: desktop },
  { name: 'packages', what: 'the packages, opened again', run: packages }
]

endWithParent()
await orExplain(async () => {
  const asked = process.argv.slice(2)
  const unknown = asked.find((name) => !steps.some((step) => step.name === name))
  if (unknown !== undefined) {
    throw new Error(`There is no step "${unknown}". Steps: ${steps.map((step) => step.name).join(', ')}.`)
  }
  const chosen = asked.length === 0 ? steps : steps.filter((step) => asked.includes(step.name))
  const troubles = collectTroubles()
  const lines: string[] = []
  for (const step of chosen) {
    process.stdout.write(`\n== ${step.name}: ${step.what}\n`)
    const startedAt = performance.now()
    const outcome = await attempt(step)
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    lines.push(`${step.name.padEnd(11)}${seconds.padStart(7)} s  ${describe(outcome)}`)
    if (outcome === 'failed') process.exitCode = 1
  }
  const told = troubles.told()
  troubles.remove()
  process.stdout.write(`\n${lines.join('\n')}\n${told === '' ? '' : `\n${told}`}`)
})

async function attempt(step: Step): Promise<Outcome> {
  let outcome: Outcome = 'failed'
  await orExplain(async () => {
    outcome = await step.run()
  })
  return outcome
}

function describe(outcome: Outcome): string {
  return typeof outcome === 'string' ? outcome : `skipped: ${outcome.skipped}`
}

async function lint(): Promise<Outcome> {
  const isFresh = await node('scripts/lint/writeLintRules.ts', ['--check'])
  if (isFresh !== 'passed') return isFresh
  const rules = await node(tool.oxlint, ['--deny-warnings'])
  return rules === 'passed' ? node(tool.knip, ['--no-progress']) : rules
}

async function build(): Promise<Outcome> {
  await ensureBuilt()
  return 'passed'
}

/**
 * What the registry answers changes without us: where a change is judged (`CI` is set) a shipped vulnerability fails,
 * elsewhere it is said.
 */
async function advisories(): Promise<Outcome> {
  const known = await knownVulnerabilities()
  if (known.kind === 'unanswered') return { skipped: `the registry told of no advisories (${known.why})` }
  return describeAdvisories(known) && process.env['CI'] !== undefined ? 'failed' : 'passed'
}

async function desktop(): Promise<Outcome> {
  const possible = desktopTests()
  return possible.kind === 'run' ? playwright('desktop') : { skipped: possible.why }
}

/** The dummy Electron, and the tools that take packages apart, are those of Debian and its like. */
async function packages(): Promise<Outcome> {
  if (process.platform !== 'linux' || !hasProgram('dpkg-deb')) {
    return { skipped: 'packages are opened on Debian and its like' }
  }
  const missing = validators.filter(([program]) => !hasProgram(program)).map(([, name]) => name)
  if (missing.length > 0 && isRootOnDebian()) await installByApt(...missing)
  return playwright('packages')
}
