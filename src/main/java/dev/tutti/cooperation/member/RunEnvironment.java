package dev.tutti.cooperation.member;

import dev.tutti.call.ActiveCalls;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import java.util.function.Supplier;

/**
 * Environment of runs.
 *
 * @param catalog the models of the moment
 * @param live where calls of members are counted until they end
 * @param prices the prices of the moment
 * @param votes counts by what was learned up to the moment
 */
public record RunEnvironment(
    Supplier<ModelCatalog> catalog,
    ActiveCalls live,
    Supplier<Prices> prices,
    Supplier<VoteCounter> votes) {}
