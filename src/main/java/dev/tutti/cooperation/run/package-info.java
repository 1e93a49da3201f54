/**
 * Runs of cooperations: members are asked, one after the other or side by side, through the whole
 * way of any other call, and what they say becomes one answer.
 *
 * <p>{@link dev.tutti.cooperation.run.CooperationEngine} is the way in. A {@code CooperationRun} is
 * what every kind of run works with: it asks members, keeps to the time and the money of the run,
 * notes who has used what, tells progress, and looks up answers that an earlier attempt of the same
 * task was given. The code of a kind ({@code ParallelRun}, {@code PipelineRun}, ...) is plain
 * blocking code above that.
 */
@NullMarked
package dev.tutti.cooperation.run;

import org.jspecify.annotations.NullMarked;
