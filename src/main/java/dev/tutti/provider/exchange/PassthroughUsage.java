package dev.tutti.provider.exchange;

import dev.tutti.call.BodyMemory;
import dev.tutti.call.Loop;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.anthropic.AnthropicUsage;
import dev.tutti.provider.gemini.GeminiUsage;
import dev.tutti.provider.ollama.OllamaUsage;
import dev.tutti.provider.responses.ResponsesUsage;
import dev.tutti.provider.translate.GatheredSize;
import dev.tutti.wire.body.BodyBytes;
import dev.tutti.wire.body.ContentCoding;
import dev.tutti.wire.frame.Frame;
import dev.tutti.wire.frame.FrameReader;
import dev.tutti.wire.frame.NdjsonReader;
import dev.tutti.wire.frame.SseReader;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reader of the usage and the model of an answer that is relayed, in the words of any provider: in
 * JSON of up to 4 MiB, compressed or not, and in events and lines that are not; of longer JSON that
 * is not compressed, in the members at its top. What the model writes is counted, for answers that
 * say nothing of their usage or break off. What there is no memory for is passed over. Not
 * thread-safe.
 */
final class PassthroughUsage {
  private static final int MOST = 4 << 20;
  private static final int LONGEST_NAME = 512;

  /** Members at the top of an answer that tell what it costs. */
  private static final Set<String> TELLING =
      Set.of(
          "model",
          "modelVersion",
          "service_tier",
          "usage",
          "usageMetadata",
          "eval_count",
          "prompt_eval_count");

  private final GatheredSize gathered = new GatheredSize();
  private final AnthropicUsage anthropic = new AnthropicUsage(gathered);
  private final WrittenText written = new WrittenText();
  private final ContentCoding coding;
  private final BodyMemory.Lease memory;
  private final StreamMemory stream;
  private @Nullable FrameReader frames;
  private @Nullable Buffer json;
  private @Nullable TopMembers members;
  private Usage usage = Usage.NONE;
  private @Nullable String model;
  private String tier = "";
  private boolean lost;
  private long awaited;

  /**
   * @param headers the answer's
   * @param memory what is overheard of one text holds, whose closing is the caller's
   * @param stream the same of a stream
   */
  PassthroughUsage(MultiMap headers, BodyMemory.Lease memory, StreamMemory stream) {
    var type = Objects.requireNonNullElse(headers.get("content-type"), "").toLowerCase(Locale.ROOT);
    var known = ContentCoding.of(headers.get("content-encoding"));
    boolean plain = known.filter(ContentCoding.IDENTITY::equals).isPresent();
    var framed = frames(type);
    this.memory = memory;
    awaited = length(headers);
    this.stream = stream;
    coding = known.orElse(ContentCoding.IDENTITY);
    frames = plain ? framed : null;
    json = known.isPresent() && framed == null && type.contains("json") ? Buffer.buffer() : null;
    lost = frames == null && json == null;
  }

  /** How many bytes the body has; no end of them where the head does not say. */
  private static long length(MultiMap headers) {
    try {
      return Long.parseLong(Objects.requireNonNullElse(headers.get("content-length"), ""));
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private static @Nullable FrameReader frames(String type) {
    if (type.startsWith("text/event-stream")) {
      return new SseReader();
    }
    return type.contains("ndjson") || type.contains("jsonl") ? new NdjsonReader() : null;
  }

  /** Hears the next bytes of the body. */
  void hear(Buffer bytes) {
    awaited -= bytes.length();
    if (lost) {
      return;
    }
    if (frames != null) {
      frames(frames, BodyBytes.of(bytes));
      return;
    }
    if (members != null) {
      members.hear(bytes);
    }
    if (json != null) {
      keep(json, bytes);
    }
  }

  private void keep(Buffer into, Buffer bytes) {
    try {
      memory.take(bytes.length());
      into.appendBuffer(bytes);
    } catch (Fault _) {
      lose(into, bytes); // others hold too much, and it is relayed all the same
      return;
    }
    if (into.length() > MOST) {
      lose(into, Buffer.buffer());
    } else if (into.length() > Loop.MOST_READ
        && coding == ContentCoding.IDENTITY
        && members == null) {
      members = new TopMembers(TELLING);
      members.hear(into);
    }
  }

  /** Gives up reading all of it; what comes is looked through for what it costs. */
  private void lose(Buffer held, Buffer bytes) {
    json = null;
    if (members == null && coding == ContentCoding.IDENTITY) {
      members = new TopMembers(TELLING);
      members.hear(held);
      members.hear(bytes);
    }
    lost = members == null;
  }

  /** Forgets what was gathered of a stream, which is only relayed from now on. */
  private void lose() {
    lost = true;
    frames = null;
    stream.close();
  }

  private void frames(FrameReader reader, byte[] bytes) {
    try {
      reader.feed(bytes);
      read(reader::next);
      stream.holds(reader.held() + gathered.bytes());
    } catch (Fault _) {
      lose(); // a frame too long, or no memory
    }
  }

  /** Reads frames until there is none. */
  private void read(Supplier<@Nullable Frame> frames) {
    Frame frame;
    while ((frame = frames.get()) != null) {
      try (var _ = stream.tree(frame)) {
        read(frame.data());
      }
    }
  }

  private void read(byte[] data) {
    if (data.length == 0 || (data[0] != '{' && data[0] != '[' && data[0] > ' ')) {
      return;
    }
    try {
      var root = Json.tree(data);
      if (root.isArray()) {
        root.forEach(this::read); // as Gemini writes a stream that is not asked for as events
      } else {
        read(root);
      }
    } catch (Fault _) {
      // Not JSON.
    }
  }

  /** Reports stand at the top, or in the message or response that an event shows. */
  private void read(JsonNode root) {
    for (var place : new JsonNode[] {root, root.path("message"), root.path("response")}) {
      model(place.path("model"));
      tier = place.path("service_tier").asString(tier);
      if (place.path("usage") instanceof ObjectNode report) {
        report(report);
      }
    }
    model(root.path("modelVersion"));
    gemini(root).ifPresent(metadata -> usage = usage.max(GeminiUsage.of(metadata)));
    if (root.has("eval_count")) {
      usage = usage.max(OllamaUsage.of(root));
    }
    written.hear(root);
  }

  private void model(JsonNode name) {
    var text = name.asString("");
    if (!text.isEmpty() && text.length() <= LONGEST_NAME) {
      model = text;
    }
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
      usage = usage.max(ResponsesUsage.of(report));
    }
  }

  /** Whether reading all that was heard would keep an event loop from others. */
  boolean isLarge() {
    return json != null && (json.length() > Loop.MOST_READ || coding != ContentCoding.IDENTITY);
  }

  /** Whether as many bytes have come as the answer's head says. */
  boolean isWhole() {
    return awaited == 0;
  }

  /**
   * Reads what was gathered of a body that broke off, which may be a whole JSON text all the same.
   * Of what is large only the members at its top are read, as nobody can wait.
   */
  void breakOff() {
    if (isLarge()) {
      json = null;
    }
    end();
  }

  /** Reads what only the end of a body tells: all of its JSON, or a last frame without an end. */
  void end() {
    if (json != null) {
      readWhole(json.getBytes());
      json = null;
    } else {
      lost |= members != null;
    }
    if (members != null && usage.isNone()) {
      read(members.object());
    }
    members = null;
    if (frames != null) {
      last(frames);
    }
  }

  private void last(FrameReader reader) {
    try {
      read(reader::last);
    } catch (Fault _) {
      lose();
    }
  }

  /** What was reported so far; {@link Usage#NONE} when nothing was. */
  Usage reported() {
    return usage.billed(usage.billing().tier(tier));
  }

  /** Whether anything of the answer was reported or written. */
  boolean hasSpoken() {
    return !usage.isNone() || written() > 0;
  }

  /** The tokens of what the model wrote so far, estimated. */
  long written() {
    return written.tokens();
  }

  /** Whether some of the answer could not be understood. */
  boolean isLost() {
    return lost;
  }

  /** The model that the answer names. */
  Optional<String> model() {
    return Optional.ofNullable(model);
  }

  private void readWhole(byte[] body) {
    try {
      var text = coding.decode(body, MOST, memory::take);
      if (text.length > Loop.MOST_READ) {
        memory.take(Json.nodesOf(text));
      }
      read(text);
    } catch (IOException | Fault _) {
      lost = true;
    }
  }
}
