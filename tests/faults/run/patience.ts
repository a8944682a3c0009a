/** Milliseconds until something that must come is said not to come: far beyond what any of it takes. */
export const patience = 40_000
