package dev.tutti.token.learned;

import dev.tutti.token.TokenWeights;

/**
 * All that was learned of a model's tokens.
 *
 * @param weights for who reads a prompt
 * @param ratio for who looks at it at a glance
 */
record LearnedTokens(TokenWeights weights, ForecastRatio ratio) {}
