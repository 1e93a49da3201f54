package dev.tutti.provider;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.wire.Frame;
import dev.tutti.wire.SseReader;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Overhears what an answer that is relayed says of its usage, in the words of any provider: in JSON
 * of up to 4 MiB, and in events. What it does not understand it passes over. Not thread-safe.
 */
final class PassthroughUsage {
  private static final int MOST = 4 << 20;
  private static final int LARGE = 256 << 10;
  private static final String WORD = "usage";

  private final AnthropicUsage anthropic = new AnthropicUsage();
  private final @Nullable SseReader events;
  private @Nullable Buffer json;
  private Usage usage = Usage.NONE;
  private boolean lost;

  /**
   * @param contentType the answer's
   */
  PassthroughUsage(@Nullable String contentType) {
    var type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    events = type.startsWith("text/event-stream") ? new SseReader() : null;
    json = type.contains("json") ? Buffer.buffer() : null;
  }

  /** Hears the next bytes of the body. */
  void hear(Buffer bytes) {
    if (lost) {
      return;
    }
    if (events != null) {
      frames(events, bytes.getBytes());
    } else if (json != null && json.length() + bytes.length() <= MOST) {
      json.appendBuffer(bytes);
    } else {
      lost = true;
      json = null;
    }
  }

  private void frames(SseReader reader, byte[] bytes) {
    try {
      reader.feed(bytes);
      Frame frame;
      while ((frame = reader.next()) != null) {
        read(frame.data());
      }
    } catch (Fault _) {
      lost = true; // a frame too long; what it says is relayed all the same
    }
  }

  private void read(byte[] data) {
    if (!mentions(data)) {
      return;
    }
    try {
      read(Json.tree(data));
    } catch (Fault _) {
      // Not JSON.
    }
  }

  /** A cheap look before anything is parsed; {@code usageMetadata} begins like this, too. */
  private static boolean mentions(byte[] data) {
    int at = 0;
    for (byte b : data) {
      at = b == WORD.charAt(at) ? at + 1 : b == WORD.charAt(0) ? 1 : 0;
      if (at == WORD.length()) {
        return true;
      }
    }
    return false;
  }

  private void read(JsonNode root) {
    report(root).ifPresent(this::report);
    gemini(root).ifPresent(metadata -> usage = usage.max(GeminiUsage.of(metadata)));
  }

  /** At the top, or in the message or response that an event shows. */
  private static Optional<ObjectNode> report(JsonNode root) {
    for (var place : new JsonNode[] {root, root.path("message"), root.path("response")}) {
      if (place.path("usage") instanceof ObjectNode report) {
        return Optional.of(report);
      }
    }
    return Optional.empty();
  }

  private static Optional<ObjectNode> gemini(JsonNode root) {
    return root.path("usageMetadata") instanceof ObjectNode report
        ? Optional.of(report)
        : Optional.empty();
  }

  /** Anthropic alone counts what its cache gave beside the input; it names no total. */
  private void report(ObjectNode report) {
    if (report.has("output_tokens") && !report.has("total_tokens")) {
      anthropic.report(report);
      usage = usage.max(anthropic.usage());
    } else {
      usage = usage.max(openAi(report));
    }
  }

  /** OpenAI has two names for everything; an endpoint that only reads reports just a total. */
  private static Usage openAi(ObjectNode report) {
    long output = tokens(report, "completion_tokens", "output_tokens");
    long input = tokens(report, "prompt_tokens", "input_tokens");
    long total = report.path("total_tokens").asLong(0);
    var read = report.path("prompt_tokens_details").path("cached_tokens");
    return new Usage(
        input == 0 ? Math.max(0, total - output) : input,
        output,
        read.asLong(report.path("input_tokens_details").path("cached_tokens").asLong(0)),
        0,
        0,
        0,
        0,
        false);
  }

  private static long tokens(ObjectNode report, String name, String otherwise) {
    return report.path(name).asLong(report.path(otherwise).asLong(0));
  }

  /** Whether reading all that was heard would keep an event loop from others. */
  boolean isLarge() {
    return json != null && json.length() > LARGE;
  }

  /** What was said so far, without reading what only a whole body tells. */
  Usage soFar() {
    return usage;
  }

  /** What was used, once the body has ended. */
  Usage usage() {
    if (json != null && !lost) {
      read(json.getBytes());
      json = null;
    }
    return usage;
  }
}
