/**
 * The providers: how each is spoken to, and what it said.
 *
 * <p>An {@link dev.tutti.provider.spi.Adapter} is stateless: it writes the {@link
 * dev.tutti.provider.spi.UpstreamRequest} of a {@link dev.tutti.chat.ChatRequest}, reads faults out
 * of refusals, and hands out a {@link dev.tutti.provider.spi.Adapter.Reader} that turns one
 * answer's frames into chunks and knows whether the upstream has said everything. There is no
 * network in it, so an adapter is tested with bytes alone.
 *
 * <p>Most upstreams speak OpenAI's dialect, and most callers too, so its reader rebuilds nothing
 * that it need not: one pass over a chunk tells whether it is regular, and only what is not goes
 * through the repairs. What a refusal means is told in one place for all dialects, by tables of the
 * providers' codes and words.
 *
 * <p>Callers hand back what other providers answered. {@link dev.tutti.provider.spi.OpenAiHistory}
 * says what an upstream of OpenAI's dialect takes of it, and {@link
 * dev.tutti.provider.spi.ReasoningStyle} how it is told how much to reason: both are data of its
 * preset, from its documentation. What only OpenAI has a word for among tools is said by functions,
 * see {@code FunctionForm}, and {@code CustomCalls} reads their calls back.
 *
 * <p>OpenAI's Responses API is an adapter of its own, {@code OpenAiResponses}: what was asked in it
 * rides along in the request ({@link dev.tutti.chat.ResponsesForm}) and is sent as it was written,
 * any other chat is translated. {@code ApiSelection} decides between it and chat completions.
 *
 * <p>A {@link dev.tutti.provider.spi.Preset} is what is known of a provider before anything is
 * configured; {@link dev.tutti.provider.Presets#connect} is the one way from a configuration to an
 * adapter. Plugins add presets.
 *
 * <p>A {@link dev.tutti.call.PassthroughRequest} is not understood: its bytes go through, with the
 * provider's credentials, and its answer is only overheard for what it says of usage.
 *
 * <p>{@link dev.tutti.provider.Simulation} needs no upstream: its models say that they are
 * simulated and do what their names ask for.
 */
@NullMarked
package dev.tutti.provider;

import org.jspecify.annotations.NullMarked;
