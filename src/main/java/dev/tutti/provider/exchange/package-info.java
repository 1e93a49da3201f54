/**
 * One HTTP exchange with an upstream: its phases with their time-outs, the bodies both ways, what
 * is shown of its headers, and what is owed for one that broke off.
 *
 * <p>{@code UpstreamExchange} is the state machine of every exchange, in which each rule stands
 * once: connection, time-outs, memory, breaks, and the one way out that settles the attempt. What
 * is exchanged is its handler's: {@code ChatExchange} reads chunks, {@code PassthroughExchange}
 * relays bytes. A new kind of exchange is a new handler:
 *
 * <pre>{@code
 * exchange.begin();                        // the attempt is settled from now on
 * exchange.connect(head, this::send);      // then sent(); the exchange calls head(), bytes() ...
 * exchange.open(this);                     // the caller has its answer, and starts it
 * exchange.finish(new Outcome.Completed(usage));
 * }</pre>
 */
@NullMarked
package dev.tutti.provider.exchange;

import org.jspecify.annotations.NullMarked;
