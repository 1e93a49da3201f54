/**
 * OpenAI's Responses API as an upstream, and the selection between it and chat completions for
 * providers that have both.
 */
@NullMarked
package dev.tutti.provider.responses;

import org.jspecify.annotations.NullMarked;
