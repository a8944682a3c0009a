/**
 * The bill of materials of a package, as CycloneDX: npm's own list of everything that is installed, cut down to what
 * a package really has inside.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { z } from 'zod'

/** The part of npm's CycloneDX that is read; the rest passes through. */
const Bom = z.looseObject({
  components: z.array(
    z.looseObject({
      'bom-ref': z.string(),
      name: z.string(),
      group: z.string().optional(),
      version: z.string()
    })
  ),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() }))
})
export type Bom = z.infer<typeof Bom>

/** What `npm sbom` says of the installed tree in `root`. Rejects when npm finds the tree broken. */
export async function installedBom(root: string): Promise<Bom> {
  const npm = process.env['npm_execpath']
  const [file, before] = npm === undefined ? ['npm', []] : [process.execPath, [npm]]
  const { stdout } = await promisify(execFile)(file, [...before, 'sbom', '--sbom-format', 'cyclonedx'], {
    cwd: root,
    maxBuffer: 64 << 20
  })
  return Bom.parse(JSON.parse(stdout))
}

export interface Shipped {
  readonly name: string
  readonly version: string
}

/** The bill with nothing in it but `shipped`. Throws when one of them is not installed. */
export function onlyShipped(bom: Bom, shipped: readonly Shipped[]): Bom {
  const wanted = new Set(shipped.map(nameAndVersion))
  const components = bom.components.filter((component) => wanted.has(nameAndVersion(fullName(component))))
  const present = new Set(components.map((component) => nameAndVersion(fullName(component))))
  const missing = [...wanted].filter((name) => !present.has(name))
  if (missing.length > 0) throw new Error(`npm does not know of ${missing.join(', ')}.`)
  const refs = new Set(components.map((component) => component['bom-ref']))
  const own = bom.dependencies.filter(({ ref }) => !bom.components.some((one) => one['bom-ref'] === ref))
  const kept = [...own, ...bom.dependencies.filter(({ ref }) => refs.has(ref))]
  return {
    ...bom,
    components,
    dependencies: kept.map((entry) => ({
      ...entry,
      dependsOn: (entry.dependsOn ?? []).filter((ref) => refs.has(ref))
    }))
  }
}

function fullName({ group, name, version }: Bom['components'][number]): Shipped {
  return { name: group === undefined || name.startsWith('@') ? name : `${group}/${name}`, version }
}

function nameAndVersion({ name, version }: Shipped): string {
  return `${name}@${version}`
}
