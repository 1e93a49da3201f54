/**
 * Changes that administrators make while the server runs: to providers, to models (aliases), to
 * rules of alerts, and to whether deployments get calls.
 *
 * <p>The file is the base, and what is changed is an {@link dev.tutti.change.Overlay} over it:
 * whole sections of the configuration that are put in the place of the file's or hide them, and
 * deployments that are drained. So a change is validated, reported and put in force exactly as an
 * edit of the file is, and both live side by side.
 *
 * <p>{@link dev.tutti.change.Changes} takes one change after the other: what was asked for becomes
 * rows of an append-only history, the overlay that would follow from them is handed to the {@link
 * dev.tutti.change.Rollout}, which reads and builds everything anew, then the rows are written,
 * together with the audit, and only then the new configuration is in force and the change is
 * answered. Whatever fails on the way leaves everything as it was.
 *
 * <pre>{@code
 * var changes = Changes.open(store, clock);
 * changes.through(rollout);
 * changes.give(Subject.model("fast"), json, Author.of("ops")); // in force when the future is done
 * changes.rollback(0, Author.of("ops")); // the file alone
 * }</pre>
 *
 * <p>A change keeps the salted hash of what the file said when it was made. When the file says
 * something else later, the change stays in force, and the conflict is told in {@link
 * dev.tutti.change.CurrentConfiguration#conflicts}.
 */
@NullMarked
package dev.tutti.change;

import org.jspecify.annotations.NullMarked;
