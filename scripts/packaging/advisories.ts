/**
 * Known vulnerabilities of what is inside a package of Skein: the registry's advisories (`npm audit`), cut down to
 * what is really shipped. Tools that only build or test are counted and not more: nobody gets them. Used by
 * `knownVulnerabilities.ts`.
 */
import { z } from 'zod'
import type { Shipped } from './sbom.ts'

/** The part of npm's report (version 2) that is read. */
const Advisory = z.looseObject({
  title: z.string(),
  url: z.string(),
  severity: z.string(),
  range: z.string()
})
const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      /** An advisory of its own, or the name of the package it comes from. */
      via: z.array(z.union([z.string(), Advisory])),
      /** Where it is installed, as the lock file names it. */
      nodes: z.array(z.string())
    })
  )
})
/** What npm writes in place of a report when the registry gave none. */
const NoReport = z.object({ message: z.string() })

const Lock = z.object({ packages: z.record(z.string(), z.looseObject({ version: z.string().optional() })) })

export interface KnownVulnerability extends Shipped {
  readonly severity: string
  readonly title: string
  readonly url: string
}

/** One that is shipped knowingly: why it cannot be reached in Skein, and until when that is taken for an answer. */
export interface Accepted {
  readonly url: string
  readonly why: string
  /** A day, `2026-12-31`. */
  readonly until: string
}

export type Advisories =
  | { readonly kind: 'unanswered'; readonly why: string }
  | { readonly kind: 'answered'; readonly shipped: readonly KnownVulnerability[]; readonly elsewhere: number }

/**
 * Reads what `npm audit --json` wrote.
 *
 * @param lockText package-lock.json: says which version is installed where
 * @param today a day, `2026-11-30`
 */
export function readAdvisories(
  report: string,
  lockText: string,
  shipped: readonly Shipped[],
  accepted: readonly Accepted[],
  today: string
): Advisories {
  const value: unknown = parsed(report)
  const answered = Report.safeParse(value)
  if (!answered.success) {
    const why = NoReport.safeParse(value).data?.message ?? 'what npm said was not understood'
    return { kind: 'unanswered', why: why.replaceAll(/ - \w+ https?:\S+/gu, '') }
  }
  const { packages } = Lock.parse(JSON.parse(lockText))
  const inside = new Set(shipped.map(({ name, version }) => `${name}@${version}`))
  const excused = new Set(accepted.filter(({ until }) => today <= until).map(({ url }) => url))
  const found: KnownVulnerability[] = []
  let elsewhere = 0
  for (const { name, via, nodes } of Object.values(answered.data.vulnerabilities)) {
    const versions = [...new Set(nodes.map((node) => packages[node]?.version ?? ''))]
    for (const advisory of via) {
      // Only the name of another package, which stands in the report itself.
      if (typeof advisory === 'string') continue
      const { title, url, severity } = advisory
      const here = versions.filter((version) => inside.has(`${name}@${version}`) && !excused.has(url))
      if (here.length === 0) elsewhere += 1
      found.push(...here.map((version) => ({ name, version, severity, title, url })))
    }
  }
  return { kind: 'answered', shipped: found, elsewhere }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return null // npm said it in words, or nothing
  }
}
