/**
 * The machine room: a {@link dev.tutti.platform.Platform} holds what every feature stands on, from
 * the database to the event loops, and closes what was opened on it in reverse order. It knows
 * nothing of models.
 */
@NullMarked
package dev.tutti.platform;

import org.jspecify.annotations.NullMarked;
