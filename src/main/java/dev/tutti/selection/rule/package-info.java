/**
 * Rules of operators about where requests to the model {@code auto} go, in their order.
 *
 * <p>A {@link dev.tutti.selection.rule.RoutingRule} says when it holds and what is done then: a
 * model, parameters, a strategy. {@link dev.tutti.selection.rule.RoutingRules} are compiled once
 * for a configuration; the first rule that holds for a {@link dev.tutti.selection.rule.RuleSubject}
 * wins. {@link dev.tutti.selection.rule.RuleReview} tells of rules that no request can reach.
 *
 * <pre>{@code
 * var rules = RoutingRules.of(settings.rules(), ZoneId.of("Asia/Shanghai"));
 * rules.first(subject).ifPresent(match -> log.info(match.reasons()));
 * }</pre>
 *
 * <p>Regular expressions are RE2's, which take time that is linear in the text whoever wrote them.
 */
@NullMarked
package dev.tutti.selection.rule;

import org.jspecify.annotations.NullMarked;
