package dev.tutti.provider.gemini;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Chunk;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.chat.Usage;
import dev.tutti.provider.error.Diagnosis;
import dev.tutti.provider.spi.Adapter;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.provider.translate.CallIds;
import dev.tutti.provider.translate.TokenMeter;
import dev.tutti.wire.frame.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * Reader of an answer of {@code generateContent}: each frame of a stream has the form of a whole
 * answer, there is no last word, and an answer is whole when each of its candidates has said why it
 * ended. Not thread-safe.
 */
final class GeminiReader implements Adapter.Reader {
  private static final int MAX_CANDIDATES = 128;

  private final Diagnosis diagnosis;
  private final TokenMeter meter;
  private final TreeMap<Integer, GeminiCandidate> candidates = new TreeMap<>();
  private boolean begun;
  private CallIds ids;
  private Usage reported = Usage.NONE;

  GeminiReader(ChatRequest request, Diagnosis diagnosis) {
    this.diagnosis = diagnosis;
    this.meter = new TokenMeter(request);
    this.ids = CallIds.of(request);
  }

  @Override
  public void read(Frame frame, Consumer<Chunk> out) {
    if (!frame.says("[DONE]")) {
      read(Json.tree(frame.data()), out);
    }
  }

  /** A stream that was not asked for as events comes as one list. */
  @Override
  public void whole(byte[] body, Consumer<Chunk> out) {
    var json = Json.tree(body);
    if (json.isArray()) {
      json.forEach(each -> read(each, out));
    } else {
      read(json, out);
    }
    end(out);
  }

  private void read(JsonNode json, Consumer<Chunk> out) {
    var usage = GeminiUsage.of(json.path("usageMetadata"));
    reported = usage.isNone() ? reported : usage;
    refuse(json); // a prompt that is blocked has used its tokens, too
    var events = new ArrayList<ChatEvent>(4);
    if (!begun) {
      begun = true;
      begin(json.path("responseId").asString(""), json.path("modelVersion").asString(""), events);
    }
    for (var candidate : json.path("candidates")) {
      candidate(candidate.path("index").asInt(0)).read(candidate, events);
    }
    if (!events.isEmpty()) {
      out.accept(new Chunk.Events(events));
    }
  }

  private void begin(String id, String model, List<ChatEvent> events) {
    events.add(new ChatEvent.Start(id, model));
    ids = id.isEmpty() ? ids : new CallIds(id);
  }

  private GeminiCandidate candidate(int index) {
    if (index < 0 || index >= MAX_CANDIDATES) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "candidates: index %d (expected: 0 to %d)".formatted(index, MAX_CANDIDATES - 1));
    }
    return candidates.computeIfAbsent(index, _ -> new GeminiCandidate(index, ids, meter));
  }

  private void refuse(JsonNode json) {
    if (json.has("error")) {
      throw diagnosis.of(new Refusal(200, Map.of(), Json.text(json)));
    }
    var feedback = json.path("promptFeedback");
    var reason = feedback.path("blockReason").asString("");
    if (!reason.isEmpty()) {
      throw Fault.of(
          FaultCode.CONTENT_FILTER,
          ("Gemini blocked the prompt: "
                  + reason
                  + " "
                  + feedback.path("blockReasonMessage").asString(""))
              .strip());
    }
  }

  @Override
  public Usage spent() {
    return reported.isNone() ? meter.spent() : used();
  }

  /** The last report counts, for Gemini corrects earlier ones; what it leaves out is estimated. */
  private Usage used() {
    if (reported.isNone()) {
      return meter.usage();
    }
    return reported.input() > 0
        ? reported
        : new Usage(
            meter.usage().input(),
            reported.output(),
            reported.cachedInput(),
            0,
            reported.reasoning(),
            reported.audioInput(),
            reported.audioOutput(),
            true);
  }

  @Override
  public void end(Consumer<Chunk> out) {
    if (candidates.isEmpty()) {
      throw Fault.of(FaultCode.TRUNCATED, "the upstream's answer ended before it began");
    }
    var events = new ArrayList<ChatEvent>(2);
    candidates.values().forEach(candidate -> candidate.end(events));
    events.add(new ChatEvent.Spent(used()));
    out.accept(new Chunk.Events(events));
  }
}
