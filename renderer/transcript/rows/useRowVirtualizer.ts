/**
 * The library's virtualizer for our kind of elements. Its instance keeps its identity and changes inside, so
 * what is read from it is read while rendering and handed on as plain values (`useVirtualRows`).
 */
import { useVirtualizer } from '@tanstack/react-virtual'
import type { Virtualizer } from '@tanstack/react-virtual'

export type RowVirtualizer = Virtualizer<HTMLDivElement, HTMLDivElement>

export const useRowVirtualizer = useVirtualizer<HTMLDivElement, HTMLDivElement>
