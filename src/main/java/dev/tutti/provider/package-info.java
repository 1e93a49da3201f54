/**
 * The providers: how each is spoken to, and what it said.
 *
 * <p>An {@link dev.tutti.provider.Adapter} is stateless: it writes the {@link
 * dev.tutti.provider.Outgoing} request of a {@link dev.tutti.chat.ChatRequest}, reads faults out of
 * refusals, and hands out a {@link dev.tutti.provider.Adapter.Reader} that turns one answer's
 * frames into chunks and knows whether the upstream has said everything. There is no network in it,
 * so an adapter is tested with bytes alone.
 *
 * <p>{@link dev.tutti.provider.Simulation} needs no upstream: its models say that they are
 * simulated and do what their names ask for.
 */
@NullMarked
package dev.tutti.provider;

import org.jspecify.annotations.NullMarked;
