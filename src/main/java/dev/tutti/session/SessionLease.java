package dev.tutti.session;

import java.time.Instant;

/**
 * Turn of one writer in a session.
 *
 * @param process a word of its process, with which that of the writer begins
 * @param writer a word of its own, not empty
 * @param until when the turn is over, whatever became of the writer
 */
record SessionLease(String owner, String session, String process, String writer, Instant until) {}
