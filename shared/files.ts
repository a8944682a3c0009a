/** The files of a project, as the composer mentions them and the transcript opens them. */
import { z } from 'zod'

/** `GET /api/projects/:projectId/files?query=…&limit=…`: the best matches first. */
export const FileQuery = z.object({
  query: z.string().max(500).default(''),
  limit: z.coerce.number().int().min(1).max(200).default(20)
})

/** A file or folder of the project that fits what was typed behind `@`. */
export const FileMatch = z.object({
  /** Relative to the project, `/` between its parts. Folders end with `/`. */
  path: z.string(),
  /** Which UTF-16 units of `path` matched, ascending. */
  positions: z.array(z.number().int().nonnegative())
})
export type FileMatch = z.infer<typeof FileMatch>

/** The answer: as many as were asked for, of all that are known so far. */
export const FileMatches = z.object({
  files: z.array(FileMatch),
  /** Files known so far. */
  total: z.number().int().nonnegative(),
  /** False while the folder is still being read, or when it has more files than are kept. */
  isComplete: z.boolean()
})
export type FileMatches = z.infer<typeof FileMatches>

/**
 * `POST /api/projects/:projectId/files/missing`: those of the paths of which it is certain that there is nothing by that
 * name in the project, ignored or not; told by the disk, whatever the normal form and the case of a name.
 */
export const AskMissing = z.object({ paths: z.array(z.string().min(1).max(4096)).max(200) })
export type AskMissing = z.infer<typeof AskMissing>

/** Those of the paths that were asked about that are certainly not there; the rest may be. */
export const MissingPaths = z.object({ missing: z.array(z.string()) })

/**
 * `POST /api/projects/:projectId/open-file`: opens in the person's editor, else with what the system opens
 * it with. 404 `file_not_found` when it is gone, 502 `editor_failed` when the program cannot be started.
 */
export const OpenFile = z.object({
  /** Absolute, or relative to the project. */
  path: z.string().min(1).max(4096),
  line: z.number().int().positive().optional()
})
export type OpenFile = z.infer<typeof OpenFile>
