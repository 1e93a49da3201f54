package dev.tutti.provider.gemini;

import dev.tutti.chat.AnswerCallIds;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.provider.translate.CallIds;
import dev.tutti.provider.translate.PartialArguments;
import dev.tutti.provider.translate.TokenMeter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The calls of one candidate: mostly each in one piece; where the caller asked for it, a call's
 * arguments come value by value until a piece says that it will not continue. Not thread-safe.
 */
final class GeminiCalls {
  private static final int MAX_CALLS = 1_024;

  private final int choice;
  private final CallIds ids;
  private final AnswerCallIds unique = new AnswerCallIds();
  private final TokenMeter meter;
  private int count;
  private @Nullable PartialArguments partial;

  GeminiCalls(int choice, CallIds ids, TokenMeter meter) {
    this.choice = choice;
    this.ids = ids;
    this.meter = meter;
  }

  /** Whether there is any. */
  boolean any() {
    return count > 0;
  }

  /** Reads a part with a {@code functionCall}. */
  void read(JsonNode part, List<ChatEvent> events) {
    var call = part.path("functionCall");
    boolean continues = call.path("willContinue").asBoolean(false);
    if (call.has("name")) {
      end(events);
      begin(call, part.path("thoughtSignature").asString(""), continues, events);
    }
    if (partial != null) {
      call.path("partialArgs").forEach(partial::add);
      if (!continues) {
        end(events);
      }
    }
  }

  private void begin(JsonNode call, String signature, boolean continues, List<ChatEvent> events) {
    if (count == MAX_CALLS) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR, "calls: more than " + MAX_CALLS + " (expected: fewer)");
    }
    var extensions = Json.object();
    if (!signature.isEmpty()) {
      extensions.set(GeminiSignature.MEMBER, GeminiSignature.content(signature));
    }
    boolean whole = !continues && !call.has("partialArgs");
    var arguments = whole ? arguments(call.path("args")) : "";
    partial = whole ? null : new PartialArguments();
    int index = count++;
    var id = call.path("id").asString("");
    events.add(
        new ChatEvent.ToolCall(
            choice,
            index,
            unique.next(id, () -> ids.id(choice, index)),
            call.path("name").asString(""),
            arguments,
            extensions));
  }

  /** Ends a call whose arguments came in pieces. */
  void end(List<ChatEvent> events) {
    if (partial != null) {
      var arguments = arguments(partial.json());
      partial = null;
      events.add(new ChatEvent.ToolCall(choice, count - 1, "", "", arguments));
    }
  }

  private String arguments(JsonNode args) {
    var text = args instanceof ObjectNode ? Json.text(args) : "{}";
    meter.heard(text);
    return text;
  }
}
