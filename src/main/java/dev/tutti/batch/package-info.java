/**
 * Batches: thousands of requests in one file, answered in the background, in OpenAI's form.
 *
 * <p>{@link dev.tutti.batch.Batches} takes, shows, lists and cancels them. A batch is a durable
 * task of the kind {@link dev.tutti.batch.BatchKind}: {@code BatchValidation} reads the whole file
 * first, then a {@code BatchRun} asks a {@link dev.tutti.batch.LineModel} line by line, many at
 * once, and a {@code ResultJournal} gets every answer as soon as it is there. The journal is all
 * that a batch remembers: after a crash the lines that it has are not asked again. At the end its
 * two files, results and errors, become files of the owner.
 *
 * <p>Interactive calls go first: those of a batch are {@linkplain
 * dev.tutti.call.CallTail#isBackground in the background}, and wait behind others wherever calls
 * wait for permits. No more of a file is in memory than the lines that are under way.
 */
@NullMarked
package dev.tutti.batch;

import org.jspecify.annotations.NullMarked;
