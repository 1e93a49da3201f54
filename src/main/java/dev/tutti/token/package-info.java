/**
 * Tokens that texts and requests have, estimated where nobody has counted them. What upstreams do
 * not report, what limits reserve, and what views of conversations may hold is estimated here.
 *
 * <p>{@link dev.tutti.token.TokenEstimate} weighs the kinds of a text's characters, {@link
 * dev.tutti.token.PromptEstimate} what a model reads of a request or of one message.
 */
@NullMarked
package dev.tutti.token;

import org.jspecify.annotations.NullMarked;
