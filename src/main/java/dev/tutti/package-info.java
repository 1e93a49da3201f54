/**
 * The way in for programs, and the composition. {@link dev.tutti.Server} serves the HTTP API,
 * {@link dev.tutti.Tutti} asks from Java; both stand on {@code Core}, which says what is opened, in
 * which order, and what is handed to whom.
 */
@NullMarked
package dev.tutti;

import org.jspecify.annotations.NullMarked;
