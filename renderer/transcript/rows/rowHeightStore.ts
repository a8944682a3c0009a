/** The measured heights of this window's rows: outlives the transcript that measured them. */
import { create } from 'zustand'
import { RowHeights } from './rowHeights.ts'

interface RowHeightStore {
  readonly heights: RowHeights
}

export const useRowHeightStore = create<RowHeightStore>()(() => ({ heights: new RowHeights() }))
