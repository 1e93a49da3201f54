/**
 * Doubles that speak through real sockets, for tests of a running server.
 *
 * <p>A {@link dev.tutti.testing.TestingUpstream} does what a {@link dev.tutti.testing.Script} says,
 * byte by byte if need be, and notes what it was asked and when its peer left. A {@link
 * dev.tutti.testing.TestingClient} sends and shows exactly what is on the wire. {@link
 * dev.tutti.testing.TestingTutti} is the server between them. Every wait ends with an event or
 * fails after {@link dev.tutti.testing.Patience#LIMIT}.
 *
 * <pre>{@code
 * var gate = new Gate();
 * upstream.play(turn -> turn.stream().event(FIRST).await(gate).event(SECOND).done());
 * client.post("/v1/chat/completions", question);
 * assertThat(client.head().status()).isEqualTo(200);
 * assertThat(client.event()).contains(FIRST);
 * gate.open();
 * }</pre>
 */
@NullMarked
package dev.tutti.testing;

import org.jspecify.annotations.NullMarked;
