/**
 * Tokens of each model's prompts, as upstreams report them: estimates that learn. {@link
 * dev.tutti.token.learned.TokenLearning} watches attempts; a thread in the background compares what
 * their upstreams report with what was estimated, so that no call waits. What was learned outlives
 * a restart.
 */
@NullMarked
package dev.tutti.token.learned;

import org.jspecify.annotations.NullMarked;
