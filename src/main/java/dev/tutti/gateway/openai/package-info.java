/**
 * OpenAI's API for callers: chat completions, completions and embeddings. An upstream that speaks
 * it as well is relayed byte for byte but for the model's name; what others say is written by
 * {@code OpenAiJsonWriter}.
 */
@NullMarked
package dev.tutti.gateway.openai;

import org.jspecify.annotations.NullMarked;
