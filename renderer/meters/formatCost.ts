/** Money as people read it: cents for small sums, never more digits than mean something. Pure. */
import { language } from '../strings/strings.ts'

/** US dollars: 0 → "$0.00", 0.0012 → "$0.0012", 3.456 → "$3.46". */
export function formatCost(usd: number): string {
  const small = usd > 0 && usd < 0.01
  return new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: small ? 4 : 2
  }).format(usd)
}
