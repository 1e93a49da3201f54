package dev.tutti.gateway.chat;

import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.telemetry.Telemetry;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Services that the endpoints for models share.
 *
 * @param catalog the model directory of this moment; a call keeps the one it began with
 * @param telemetry what {@code /metrics} shows
 * @param prices the prices of this moment
 * @param clock says when answers were made
 */
public record Services(
    Supplier<ModelCatalog> catalog,
    Telemetry telemetry,
    Supplier<Prices> prices,
    InstantSource clock) {}
