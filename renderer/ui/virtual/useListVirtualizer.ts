/**
 * The library's virtualizer for lists of any element. Its instance keeps its identity and changes inside, so what is
 * read from it is read while rendering and handed on as plain values (`useVirtualList`).
 */
import { useVirtualizer } from '@tanstack/react-virtual'

export const useListVirtualizer = useVirtualizer<HTMLElement, HTMLElement>
