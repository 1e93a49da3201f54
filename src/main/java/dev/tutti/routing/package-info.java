/**
 * Way from the name of a model to the deployment that is asked, and to others when that fails.
 *
 * <p>A {@link dev.tutti.routing.ModelCatalog} is an immutable snapshot of the configuration:
 * aliases, and providers whose every upstream model can be named as {@code provider/model}. A call
 * keeps the catalog that it began with. Around the attempts of each model are {@link
 * dev.tutti.routing.Layers}, one ordered list; read from the outside to the inside:
 *
 * <ol>
 *   <li>{@code LimitedModel} takes what the call needs of its caller's limits and its model's,
 *       once, and {@code BudgetedModel} what it may cost;
 *   <li>{@code CachedModel}, where answers are kept, gives an earlier one ({@link
 *       dev.tutti.cache.AnswerCache}) or notes down a new one;
 *   <li>{@code CoalescingModel} has identical concurrent calls read the answer of one {@code
 *       SharedCall}, each as a {@code Follower} on its own loop;
 *   <li>{@code StructuredModel} holds back an answer that must have a form until it is known to
 *       have it, and asks once more when it has not;
 *   <li>{@code DegradingModel} gives an earlier answer, a smaller model's or a text when everybody
 *       failed;
 *   <li>{@code FallbackModel} asks other models, in order, when the first one has failed;
 *   <li>{@code RetryingModel} asks one model's deployments until one answers, within its attempts,
 *       the caller's deadline and the retry budget of the process;
 *   <li>{@code Group} leaves out the deployments that cannot take the request, those that a {@link
 *       dev.tutti.routing.balance.Availability} keeps calls away from (open breakers, cooldowns,
 *       spent limits), and most of the time those that have just come back ({@link
 *       dev.tutti.routing.balance.SlowStart}), and lets a {@link
 *       dev.tutti.routing.balance.Balancer} choose;
 *   <li>a {@link dev.tutti.routing.balance.Candidate} is a deployment, with what balancers know of
 *       it.
 * </ol>
 *
 * <p>Of an alias with {@code scale}, {@link dev.tutti.routing.scale.Autoscaler} keeps as many
 * deployments active as its load needs; the others are on standby, which is asked only when no
 * active one can be.
 *
 * <p>{@link dev.tutti.routing.health.Health} sends probes, where that is wanted, and keeps calls
 * away from those that fail them; {@link dev.tutti.routing.health.ModelProbe} asks once, because
 * somebody wants to know.
 *
 * <p>What is relayed and not understood ({@link ModelCatalog#pass}) meets limits and budgets and
 * then one deployment; nobody retries it.
 *
 * <p>All of this but the keeping and the sharing happens before the first content, so none of it
 * knows about streams. What outlives a reload is opened by {@link dev.tutti.routing.ModelStack}.
 */
@NullMarked
package dev.tutti.routing;

import org.jspecify.annotations.NullMarked;
