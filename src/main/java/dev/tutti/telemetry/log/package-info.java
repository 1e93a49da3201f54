/**
 * Logs: one line for each event, as text for people or as JSON for machines, and levels of areas
 * that can be changed for a while.
 *
 * <p>Everybody logs by SLF4J, and {@code java.util.logging} writes. The program that owns the
 * process installs {@link dev.tutti.telemetry.log.LineHandler}; inside another program nothing is
 * installed, and nobody's format is changed. {@link dev.tutti.telemetry.log.LogLevels} sets levels,
 * and {@link dev.tutti.telemetry.log.CallLog} writes a line for each call that has ended.
 *
 * <p>What callers ask and models answer is never logged, nor are keys; ids and names are.
 */
@NullMarked
package dev.tutti.telemetry.log;

import org.jspecify.annotations.NullMarked;
