package dev.tutti.provider;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One of the alternatives of an answer that is being read. Not thread-safe. */
final class GeminiCandidate {
  private static final Set<String> WORDED =
      Set.of(
          "content",
          "index",
          "finishReason",
          "finishMessage",
          "safetyRatings",
          "tokenCount",
          "avgLogprobs",
          "logprobsResult");

  private final int choice;
  private final GeminiCalls calls;
  private final TokenMeter meter;
  private boolean spoke;
  private @Nullable FinishReason finish;

  GeminiCandidate(int choice, CallIds ids, TokenMeter meter) {
    this.choice = choice;
    this.calls = new GeminiCalls(choice, ids, meter);
    this.meter = meter;
  }

  /**
   * Says what a frame says of this candidate.
   *
   * @throws Fault {@code upstream_error} when the candidate failed
   */
  void read(JsonNode candidate, List<ChatEvent> events) {
    for (var part : candidate.path("content").path("parts")) {
      part(part, events);
    }
    if (candidate.path("logprobsResult").isObject()) {
      var tokens = GeminiLogprobs.of(candidate.path("logprobsResult"));
      events.add(new ChatEvent.Logprobs(choice, tokens));
    }
    candidate.forEachEntry(
        (name, value) -> {
          if (!WORDED.contains(name) && !value.isEmpty()) {
            events.add(new ChatEvent.Extension(choice, snake(name), value));
          }
        });
    if (candidate.hasNonNull("finishReason")) {
      finish(candidate, events);
    }
  }

  private void part(JsonNode part, List<ChatEvent> events) {
    spoke = true;
    if (part.path("functionCall").isObject()) {
      calls.read(part, events);
      return;
    }
    if (part.path("text").isString()) {
      text(part.path("text").asString(), part.path("thought").asBoolean(false), events);
    } else if (isImage(part)) {
      extend("images", Json.array().add(image(part.path("inlineData"))), events);
    } else {
      extend(GeminiPart.NATIVE, Json.array().add(part), events);
      return;
    }
    var signature = part.path("thoughtSignature").asString("");
    if (!signature.isEmpty()) {
      extend(GeminiSignature.MEMBER, GeminiSignature.content(signature), events);
    }
  }

  private static boolean isImage(JsonNode part) {
    return part.path("inlineData").path("mimeType").asString("").startsWith("image/");
  }

  private void text(String text, boolean thought, List<ChatEvent> events) {
    if (!text.isEmpty()) {
      meter.heard(text);
      events.add(
          thought ? new ChatEvent.Reasoning(choice, text) : new ChatEvent.Text(choice, text));
    }
  }

  /** A picture in the form in which OpenAI's dialect asks for one. */
  private static ObjectNode image(JsonNode data) {
    var url =
        "data:" + data.path("mimeType").asString() + ";base64," + data.path("data").asString("");
    var image = Json.object().put("type", "image_url");
    image.putObject("image_url").put("url", url);
    return image;
  }

  private void extend(String name, JsonNode value, List<ChatEvent> events) {
    events.add(new ChatEvent.Extension(choice, name, value));
  }

  private void finish(JsonNode candidate, List<ChatEvent> events) {
    var word = GeminiFinish.word(candidate.path("finishReason"));
    if (GeminiFinish.isFailure(word, spoke)) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          ("Gemini ended its answer with "
              + word
              + ": "
              + candidate.path("finishMessage").asString("no reason given")));
    }
    finish = FinishReason.of(word);
    if (finish == FinishReason.CONTENT_FILTER && candidate.has("safetyRatings")) {
      extend("safety_ratings", candidate.path("safetyRatings"), events);
    }
  }

  /**
   * Ends the candidate.
   *
   * @throws Fault {@code truncated} when it has not said why it ended
   */
  void end(List<ChatEvent> events) {
    if (finish == null) {
      throw Fault.of(
          FaultCode.TRUNCATED,
          "the upstream's answer ended without a reason (choice " + choice + ")");
    }
    calls.end(events);
    boolean calling = finish == FinishReason.STOP && calls.any();
    events.add(new ChatEvent.Finish(choice, calling ? FinishReason.TOOL_CALLS : finish));
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
