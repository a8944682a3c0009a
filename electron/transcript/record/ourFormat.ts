/** The records Skein writes itself: they mean what they say, in one file, and no model's price is known. */
import { readOurs } from './record.ts'
import type { RecordFormat } from './recordFormat.ts'

/** Of `acp`, `guide` and whatever else Skein keeps the transcript of. */
export const ourFormat: RecordFormat = {
  read: readOurs,
  shownResult: (block) => block,
  titleFrom: (text) => text.trim() || null,
  startsAside: () => false,
  models: {
    costOf: () => null,
    windowOf: () => null,
    compactsAt: () => Infinity,
    plainModel: (model) => model
  },
  beside: { folder: () => null, list: () => Promise.resolve([]) }
}
