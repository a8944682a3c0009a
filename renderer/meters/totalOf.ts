/** All tokens of a session or a part of it. Pure. */
import type { SessionUsage, TokenCounts } from '../../shared/usage.ts'

export function sumOf({ input, output, cacheRead, cacheWrite }: TokenCounts): number {
  return input + output + cacheRead + cacheWrite
}

export function totalOf({ models }: Pick<SessionUsage, 'models'>): number {
  return models.reduce((sum, model) => sum + sumOf(model), 0)
}
