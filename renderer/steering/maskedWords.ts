/** What was masked, in words: "2 passwords, 1 GitHub token". Used by the preview of an export. */
import { unreachable } from '../../shared/errors.ts'
import type { MaskedCount } from '../../shared/steering.ts'
import { strings } from '../strings/strings.ts'

/** Kinds that are named; the rest are counted together. */
const NAMED = 5

export function maskedWords(masked: readonly MaskedCount[]): string {
  const words = strings.steering.preview
  const named = masked.length > NAMED ? masked.slice(0, NAMED - 1) : masked
  const rest = masked.slice(named.length).reduce((sum, { count }) => sum + count, 0)
  return [...named.map(wordsOf), ...(rest > 0 ? [words.more(rest)] : [])].join(', ')
}

function wordsOf({ kind, provider, count }: MaskedCount): string {
  const words = strings.steering.preview
  switch (kind) {
    case 'provider_token':
      return provider === undefined ? words.kinds.token(count) : words.providerToken(count, provider)
    case 'password':
    case 'key':
    case 'token':
    case 'private_key':
    case 'authorization':
    case 'cookie':
    case 'address':
    case 'jwt':
    case 'hash':
      return words.kinds[kind](count)
    default:
      return unreachable(kind)
  }
}
