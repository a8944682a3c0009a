/** What a person who looks elsewhere is told of a session: that it waits for them, has finished or has failed. */
export type AttentionReason = 'waiting' | 'finished' | 'failed'
