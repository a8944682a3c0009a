/** There is more in a folder than is walked. Thrown by `walkFolder.ts` at its end; what it yielded is true. */
export class WalkCut extends Error {}
