/**
 * The way in for programs, and the composition. {@link dev.tutti.Server} serves the HTTP API,
 * {@link dev.tutti.Tutti} asks from Java; both stand on {@code Core}, which says what is opened, in
 * which order, and lists the features. {@link dev.tutti.Settings} lists the sections of the
 * configuration; {@code Snapshots} has the one way to a new one: plan, build without effects,
 * write, swap, and then let its effects begin.
 */
@NullMarked
package dev.tutti;

import org.jspecify.annotations.NullMarked;
