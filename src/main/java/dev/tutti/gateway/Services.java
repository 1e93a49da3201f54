package dev.tutti.gateway;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.RequestIds;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.Directory;
import dev.tutti.telemetry.Telemetry;
import dev.tutti.wire.Loops;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the doors for models open on.
 *
 * @param loops where requests are served
 * @param admission who may come in
 * @param directory the model directory of this moment; a call keeps the one it began with
 * @param telemetry what {@code /metrics} shows
 * @param ids names requests
 * @param prices the prices of this moment
 * @param clock says when answers were made
 * @param memory what bodies may hold
 */
public record Services(
    Loops loops,
    Admission admission,
    Supplier<Directory> directory,
    Telemetry telemetry,
    RequestIds ids,
    Supplier<Prices> prices,
    InstantSource clock,
    BodyMemory memory) {}
