/**
 * Ledger of usage and cost: one record for each attempt and one for each call, exactly once.
 *
 * <p>The {@link dev.tutti.ledger.Ledger} is a {@link dev.tutti.call.Guard}: it registers with every
 * attempt and notes, when the attempt is settled, its usage, outcome and {@link
 * dev.tutti.ledger.Cost}. Put it first among the guards of a deployment, so that attempts which the
 * others refuse are noted too. As a {@link dev.tutti.call.CallObserver} it notes what became of
 * each call, and its {@link dev.tutti.call.Decision}: why it went where it went.
 *
 * <p>The way of a record: a bounded queue in memory, offered to without blocking from any event
 * loop; a drainer that writes a batch each second or each 4,000 records; the store. While the
 * database fails, records wait; beyond the bound they are dropped and counted. A call never waits
 * for any of it.
 *
 * <pre>{@code
 * var ledger = Ledger.open(store, () -> prices, clock, LedgerSettings.defaults());
 * var guards = List.of(ledger, meters, permits);
 * ledger.usage(new UsageQuery(UsageBy.MODEL, from, to, 100)); // for GET /admin/usage?by=model
 * }</pre>
 *
 * <p>Money is in nano-dollars, a {@code long}; {@link dev.tutti.ledger.Prices} is a dated table
 * that ships with Tutti and yields to what the operator knows better.
 */
@NullMarked
package dev.tutti.ledger;

import org.jspecify.annotations.NullMarked;
