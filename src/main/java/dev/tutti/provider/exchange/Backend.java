package dev.tutti.provider.exchange;

import dev.tutti.call.Attempt;
import dev.tutti.call.Call;
import dev.tutti.call.ChatStream;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.provider.Deployment;
import dev.tutti.provider.spi.Adapter;
import io.vertx.core.Future;
import java.util.Optional;

/** Upstream over HTTP, or a simulation, behind a deployment. */
@FunctionalInterface
public interface Backend {

  /**
   * Asks the attempt's target; completes as a {@link dev.tutti.call.ChatModel} does. Whatever
   * happens, the attempt is settled once.
   */
  Future<ChatStream> open(ChatRequest request, Call call, Attempt attempt);

  /** The same with one of a provider's APIs, see {@link Adapter#chosen}. */
  default Backend chosen(ChatRequest request, String model) {
    return this;
  }

  /** The same with the API that a refusal sends to, see {@link Adapter#other}. */
  default Optional<Backend> other(
      boolean inResponses, ChatRequest refused, String model, Fault why) {
    return Optional.empty();
  }

  /** Whether the request is sent in the words of OpenAI's Responses API. */
  default boolean speaksResponses(ChatRequest request, String model) {
    return false;
  }

  /** The request to make instead of a refused one, see {@link Adapter#instead}. */
  default Optional<ChatRequest> instead(ChatRequest refused, String model, Fault why) {
    return Optional.empty();
  }

  /** Whether custom tools are understood, see {@link Adapter#takesCustomTools}. */
  default boolean takesCustomTools(ChatRequest request, String model) {
    return false;
  }

  /** How a model is asked first for an answer that is valid for a schema. */
  default SchemaMode schemaMode(ChatRequest request, String model) {
    return SchemaMode.NATIVE;
  }

  /**
   * Relays a request to an endpoint that nobody here understands; fails like {@link #open}. What
   * comes back is shown as it is, a refusal too, but not one of our own credentials: that is a
   * failure. Whatever happens, the attempt is settled once.
   */
  default Future<PassthroughAnswer> pass(PassthroughRequest request, Call call, Attempt attempt) {
    var fault =
        Fault.of(
            FaultCode.INVALID_REQUEST,
            "%s is simulated and has no other endpoints (expected: a provider over HTTP)"
                .formatted(attempt.target().provider()));
    attempt.settle(new Outcome.Failed(fault, Usage.NONE));
    return Future.failedFuture(fault);
  }

  /** See {@link Deployment#reach}. */
  default Future<Void> reach(Call call) {
    return Future.succeededFuture();
  }
}
