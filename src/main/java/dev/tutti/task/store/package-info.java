/**
 * Rows of tasks. A {@code TaskTable} has their SQL; every change of a running task is fenced by its
 * attempt and node, so that whoever has lost it changes nothing. {@code TaskWriter} does the writes
 * that come together in one transaction. A {@code StepJournal} has paid steps until then.
 */
@NullMarked
package dev.tutti.task.store;

import org.jspecify.annotations.NullMarked;
