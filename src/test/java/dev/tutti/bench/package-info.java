/**
 * The moving parts of {@code ./bench/gateway}: an upstream that costs less than any gateway in
 * front of it, and a client that keeps an exact pace and checks every answer. Neither ships with
 * Tutti.
 *
 * <p>{@link dev.tutti.bench.MockUpstream} answers the chat completions of OpenAI's API. The model's
 * name says how: {@code mock} at once, {@code mock-d20-n50} as 50 chunks 20 ms apart when a stream
 * is asked for.
 *
 * <p>{@link dev.tutti.bench.LoadGenerator} reads one {@link dev.tutti.bench.Load} per line from
 * standard input and prints one line of JSON per event of the run; both programs print {@code
 * {"event":"ready"}} first and leave when standard input ends, so that they never outlive the
 * script that started them. A load is run by a {@link dev.tutti.bench.LoadRun}: its {@link
 * dev.tutti.bench.Pacing} decides when a {@link dev.tutti.bench.LoadConnection} sends, an {@link
 * dev.tutti.bench.AnswerCheck} reads what comes back, a {@link dev.tutti.bench.Tally} counts.
 *
 * <p>Each program runs on one event loop, so nothing here is shared between threads.
 */
@NullMarked
package dev.tutti.bench;

import org.jspecify.annotations.NullMarked;
