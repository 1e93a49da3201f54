package dev.tutti.ledger;

import java.math.BigDecimal;

/**
 * Usage of one group of {@link UsageBy}, such as a model, a key or a day.
 *
 * @param group the model, the key's id, the owner, the user, the deployment, the provider or the
 *     day
 * @param attempts all attempts
 * @param failed those of them that did not complete
 * @param inputTokens all tokens of prompts, cached ones included
 * @param cachedInputTokens those of them that were read from a prompt cache
 * @param outputTokens all tokens of answers, reasoning included
 * @param reasoningTokens those of them that were spent on reasoning
 * @param dollars what the attempts with a known cost did cost, in US dollars
 * @param unpriced attempts whose cost is not known, and not in the sum
 * @param reported attempts that have no price and cost what their provider says
 */
public record UsageRow(
    String group,
    long attempts,
    long failed,
    long inputTokens,
    long cachedInputTokens,
    long outputTokens,
    long reasoningTokens,
    BigDecimal dollars,
    long unpriced,
    long reported) {}
