package dev.tutti.provider.gemini;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.provider.translate.CallIds;
import dev.tutti.provider.translate.TokenMeter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One of the alternatives of an answer that is being read. What only explains an answer, such as
 * its sources, is held back until there is something to explain, because an answer that has shown
 * nothing may still be asked for again. Not thread-safe.
 */
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
  private final List<ChatEvent> held = new ArrayList<>(2);
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
    int before = events.size();
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
            explain(snake(name), value);
          }
        });
    if (candidate.hasNonNull("finishReason")) {
      finish(candidate);
    }
    if (events.size() > before) {
      release(events);
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
      show("images", image(part.path("inlineData")), events);
    } else if (part.has("inlineData")) {
      show(GeminiPart.NATIVE, part, events);
      return;
    } else {
      explain(GeminiPart.NATIVE, Json.array().add(part));
      return;
    }
    var signature = part.path("thoughtSignature").asString("");
    if (!signature.isEmpty()) {
      explain(GeminiSignature.MEMBER, GeminiSignature.content(signature));
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

  private void show(String name, JsonNode value, List<ChatEvent> events) {
    events.add(new ChatEvent.Extension(choice, name, Json.array().add(value)));
  }

  private void explain(String name, JsonNode value) {
    held.add(new ChatEvent.Extension(choice, name, value));
  }

  private void release(List<ChatEvent> events) {
    events.addAll(held);
    held.clear();
  }

  private void finish(JsonNode candidate) {
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
      explain("safety_ratings", candidate.path("safetyRatings"));
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
    release(events);
    boolean calling = finish == FinishReason.STOP && calls.any();
    events.add(new ChatEvent.Finish(choice, calling ? FinishReason.TOOL_CALLS : finish));
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
