/**
 * The vocabulary that every endpoint and every provider adapter translates to and from.
 *
 * <p>A {@link dev.tutti.chat.ChatRequest} goes in; {@link dev.tutti.chat.Chunk}s come out and an
 * {@link dev.tutti.chat.Outcome} ends them. A chunk is either relayed as the upstream wrote it or
 * made of {@link dev.tutti.chat.ChatEvent}s; whoever wants a whole answer collects the events into
 * a {@link dev.tutti.chat.Reply}. Whatever goes wrong is a {@link dev.tutti.chat.Fault} with a code
 * of the one table {@link dev.tutti.chat.FaultCode}.
 *
 * <p>Requests are written in OpenAI's dialect because most callers and most upstreams speak it:
 * {@link dev.tutti.chat.JsonBody} keeps the caller's bytes, so that a field which Tutti does not
 * know survives. {@link dev.tutti.chat.Prompt} is the typed view for adapters that must translate.
 *
 * <p>{@link dev.tutti.chat.Json} alone makes trees of bytes, bounded by where they come from; a
 * {@code JsonSize} tells what a tree will take before there is one.
 *
 * <pre>{@code
 * var request = ChatRequest.builder("fast").system("Be brief.").user("Why is the sky blue?").build();
 * request.prompt().messages(); // [Instruction[...], User[...]]
 * }</pre>
 *
 * <p>Everything here is immutable and safe for any thread, except {@link
 * dev.tutti.chat.ReplyCollector}.
 */
@NullMarked
package dev.tutti.chat;

import org.jspecify.annotations.NullMarked;
