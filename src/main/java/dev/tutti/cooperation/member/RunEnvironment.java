package dev.tutti.cooperation.member;

import dev.tutti.call.ActiveCalls;
import dev.tutti.cooperation.vote.VoteCounter;
import dev.tutti.cooperation.vote.VoteResult;
import dev.tutti.ledger.Prices;
import dev.tutti.routing.ModelCatalog;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Environment of runs.
 *
 * @param catalog the models of the moment
 * @param live where calls of members are counted until they end
 * @param prices the prices of the moment
 * @param votes counts by what was learned up to the moment
 * @param counted hears of each vote that a run has come to
 * @param taskTypes the type of tasks that a question is of
 */
public record RunEnvironment(
    Supplier<ModelCatalog> catalog,
    ActiveCalls live,
    Supplier<Prices> prices,
    Supplier<VoteCounter> votes,
    Consumer<VoteResult> counted,
    UnaryOperator<String> taskTypes) {}
