package dev.tutti.provider.spi;

import dev.tutti.call.SchemaMode;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.FrameReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Translator between Tutti's requests and answers and those of one kind of provider. Stateless and
 * thread-safe.
 */
public interface Adapter {

  /**
   * The request that asks an upstream model.
   *
   * @throws Fault {@code invalid_request} when the provider has no way to say what the caller asks
   */
  UpstreamRequest outgoing(ChatRequest request, String model);

  /**
   * The adapter that asks the model for this: one of several adapters, where the provider has
   * several APIs. To be asked once for each attempt, as it may learn.
   */
  default Adapter chosen(ChatRequest request, String model) {
    return this;
  }

  /**
   * The adapter that is asked after a refusal that sends to another API of the provider; it is
   * learned for the model. Such a refusal came before any work and costs nothing.
   *
   * @param inResponses whether the refused request was in the words of OpenAI's Responses API
   */
  default Optional<Adapter> other(
      boolean inResponses, ChatRequest refused, String model, Fault why) {
    return Optional.empty();
  }

  /** Whether the request is sent in the words of OpenAI's Responses API. */
  default boolean speaksResponses(ChatRequest request, String model) {
    return false;
  }

  /**
   * The request to make instead of a refused one, where the refusal says how to ask. Such a refusal
   * came before any work and costs nothing.
   */
  default Optional<ChatRequest> instead(ChatRequest refused, String model, Fault why) {
    return Optional.empty();
  }

  /**
   * Whether tools of OpenAI's type {@code custom}, and {@code allowed_tools}, are understood; they
   * are said by functions otherwise.
   */
  default boolean takesCustomTools(ChatRequest request, String model) {
    return false;
  }

  /** The first way to ask a model for an answer that is valid for a schema. */
  default SchemaMode schemaMode(ChatRequest request, String model) {
    return SchemaMode.NATIVE;
  }

  /**
   * The request for the list of an upstream's models; empty when it cannot be asked. It costs
   * nothing, so it tells whether a provider can be reached, too.
   */
  default Optional<ModelList> models() {
    return Optional.empty();
  }

  /** The headers of every request, credentials included, made anew for each. */
  List<Map.Entry<String, String>> headers();

  /** The fault that an upstream's refusal means, by the one table of faults. Names no secret. */
  Fault fault(Refusal refusal);

  /** The reader that cuts a streamed body of this provider into frames. */
  FrameReader frames();

  /** Understands one answer to a request. */
  Reader reader(ChatRequest request);

  /** One answer being read; not thread-safe. */
  interface Reader {

    /**
     * Says what a frame of a stream says.
     *
     * @throws Fault that the frame carries, or {@code upstream_error} when it is nonsense
     */
    void read(Frame frame, Consumer<Chunk> out);

    /**
     * Says what a body that is one JSON text says, then ends.
     *
     * @throws Fault that the body carries, or {@code upstream_error} when it is nonsense
     */
    void whole(byte[] body, Consumer<Chunk> out);

    /**
     * The same of a large body, with memory for the trees that are made of it.
     *
     * @param memory is told of bytes of heap before they are taken, and may refuse them by throwing
     */
    default void whole(byte[] body, LongConsumer memory, Consumer<Chunk> out) {
      memory.accept(Json.nodesOf(body));
      whole(body, out);
    }

    /** Usage of the answer so far, estimated where the upstream has not said it yet. */
    default Usage spent() {
      return Usage.NONE;
    }

    /** Bytes of heap that are taken by what is gathered of the answer until it can be said. */
    default long held() {
      return 0;
    }

    /** Whether the upstream has said its last word, so that nothing more need be waited for. */
    default boolean done() {
      return false;
    }

    /**
     * The stream has ended: says what was held back until the end, such as usage.
     *
     * @throws Fault {@code truncated} when the upstream has not said everything
     */
    void end(Consumer<Chunk> out);
  }
}
