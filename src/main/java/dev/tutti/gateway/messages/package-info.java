/**
 * Anthropic's API for callers, for whatever provider is behind.
 *
 * <p>{@link dev.tutti.gateway.messages.MessagesDialect} reads a request: {@code MessagesRequest}
 * and {@code MessagesTurns} write it in the core's vocabulary, which is OpenAI's. What OpenAI's
 * dialect has no word for goes along by the names of {@link dev.tutti.chat.AnthropicWords}, so that
 * an upstream of Anthropic's gets it back and nobody else sees it. {@code SourceMap} knows what
 * came of what, so that a fault names the caller's own members.
 *
 * <p>An answer is made of blocks, of which one is open at a time: {@code Blocks} puts a model's
 * events in that order, with ids that the conversation does not have yet ({@code HistoryIds}),
 * {@code MessagesStream} writes them as events and {@code MessagesWhole} as one message.
 */
@NullMarked
package dev.tutti.gateway.messages;

import org.jspecify.annotations.NullMarked;
