/**
 * Rules of alerts: which measure of which groups is watched, and when an operator is told. Nothing
 * here reads a clock, a database or the network.
 *
 * <p>An {@link dev.tutti.alert.rule.AlertRule} is read from the configuration. For each of its
 * groups somebody hands a {@link dev.tutti.alert.rule.Observation} and the {@link
 * dev.tutti.alert.rule.RuleState} to {@link dev.tutti.alert.rule.RuleMachine#next}, and gets the
 * next state and what has changed:
 *
 * <pre>{@code
 * var transition = RuleMachine.next(rule, state, Observation.of(4.2), now);
 * transition.changes().forEach(this::tell);
 * }</pre>
 *
 * <p>A limit alone would tell twice a minute of a value that swings around it. So a rule fires only
 * after its value was beyond the limit for a while, ends only after it was inside of another limit
 * for a while, and counts of calls are judged by the {@link dev.tutti.alert.rule.Wilson} bound of
 * their share, so that one failure of two calls is no news.
 */
@NullMarked
package dev.tutti.alert.rule;

import org.jspecify.annotations.NullMarked;
