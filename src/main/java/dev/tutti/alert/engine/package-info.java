/**
 * Engine of alerts by rules: it measures what the rules watch, steps their state machines, keeps
 * the states and tells.
 *
 * <p>{@link dev.tutti.alert.engine.AlertEngine#evaluate} runs every few seconds beside the event
 * loops, one round at a time. A round asks {@link dev.tutti.alert.engine.Samples} for the groups of
 * each rule, and a {@code Round} makes of the states before it those after it, which is a function
 * of both. Then states, changes and messages are written in one transaction, and only after that
 * the messages are sent, so that a crash between loses none.
 *
 * <p>What can be watched is an {@link dev.tutti.alert.engine.AlertMeasure}: a figure of calls, or a
 * {@link dev.tutti.alert.engine.AlertGauge} of the server, for which whoever knows the value adds a
 * source to {@link dev.tutti.alert.engine.Gauges}. Another gauge is one constant and one source.
 */
@NullMarked
package dev.tutti.alert.engine;

import org.jspecify.annotations.NullMarked;
