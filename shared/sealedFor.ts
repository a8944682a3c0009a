/**
 * What a sealed token is sealed for: one question of one page at one address. Both ends write it, and a token that
 * was sealed for anything else does not open. Without zod, because the few lines that run before the app use it.
 */
export interface SealedFor {
  /** `http://127.0.0.1:PORT`, as the browser has it. */
  readonly origin: string
  /** Of the page's key. */
  readonly id: string
  readonly nonce: string
}

/** The additional data of the AES-GCM; no part of it can hold the line breaks it is joined with. */
export function sealedFor({ origin, id, nonce }: SealedFor): string {
  return ['skein handover', origin, id, nonce].join('\n')
}
