/** Says who an address really leads to, when it looks like another. */
import { strings } from '../strings/strings.ts'
import { hiddenHost } from './addressHost.ts'

export function AddressHost({ address }: { readonly address: string }) {
  const host = hiddenHost(address)
  if (host === null) return null
  return (
    <p className="text-meta font-semibold wrap-anywhere text-danger">{strings.permission.leadsTo(host)}</p>
  )
}
