/**
 * Members of a run, and how they are asked: one or several at once, each as a part of the run's
 * call, so that limits, budgets, retries, fallbacks and breakers of its model hold as for anybody.
 *
 * <p>{@link dev.tutti.cooperation.member.CooperationRun} is what every kind of run works with: it
 * asks, keeps to the time and the money of the run, notes who has used what, tells progress, and
 * looks up answers that an earlier attempt of the same task was given. {@link
 * dev.tutti.cooperation.member.PanelRound} asks several side by side.
 */
@NullMarked
package dev.tutti.cooperation.member;

import org.jspecify.annotations.NullMarked;
