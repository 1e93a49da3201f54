/**
 * Kinds of runs: what is asked of whom in which order, and how the answers become one. {@link
 * dev.tutti.cooperation.run.CooperationEngine} is the way in; a kind is plain blocking code above a
 * {@code CooperationRun}.
 */
@NullMarked
package dev.tutti.cooperation.run;

import org.jspecify.annotations.NullMarked;
