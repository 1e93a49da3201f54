package dev.tutti.store;

/**
 * State of a store at this moment.
 *
 * @param waitingWrites works that wait for the writer
 * @param waitingReads works that wait for a reader
 * @param writes works that were written, since the store was opened
 * @param reads works that were read, since the store was opened
 * @param failures works that failed, since the store was opened
 * @param logBytes the size of the write-ahead log
 */
public record StoreStats(
    int waitingWrites, int waitingReads, long writes, long reads, long failures, long logBytes) {}
