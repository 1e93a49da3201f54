package dev.tutti.routing;

import dev.tutti.call.ChatModel;
import dev.tutti.routing.balance.GroupContext;
import dev.tutti.routing.degrade.Degradations;
import dev.tutti.routing.retry.Retries;
import dev.tutti.routing.reuse.CacheContext;
import dev.tutti.routing.reuse.SharedCalls;
import dev.tutti.routing.scale.Autoscaler;
import dev.tutti.routing.structured.StructuredOutput;
import java.util.function.UnaryOperator;

/**
 * State that all models of a process share; it outlives a reload.
 *
 * @param groups what groups of deployments share
 * @param autoscaler which deployments of an alias are active
 * @param shared the upstream calls that others may join
 * @param degradations what callers get when nobody can answer
 * @param structured how answers are held to the form that callers ask for
 * @param cache the answers that may be given again
 * @param recorded a model, with what it is asked and answers recorded where that is allowed
 */
public record RoutingContext(
    GroupContext groups,
    Autoscaler autoscaler,
    Retries retries,
    SharedCalls shared,
    Degradations degradations,
    StructuredOutput structured,
    CacheContext cache,
    UnaryOperator<ChatModel> recorded) {}
