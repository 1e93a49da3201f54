package dev.tutti.cooperation.member;

import dev.tutti.chat.EventJson;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import dev.tutti.cooperation.vote.StatedConfidence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a member.
 *
 * @param model that has answered, by the name that it was asked by
 * @param deployment that has answered; empty where none was asked
 * @param text all that was said
 * @param finish why it ended
 * @param confidence probability of its answer by the log probabilities of its tokens; null where
 *     there are none
 */
public record MemberReply(
    String model,
    String deployment,
    String text,
    FinishReason finish,
    @Nullable StatedConfidence confidence,
    CallSpending spent,
    Duration time)
    implements MemberOutcome {

  static MemberReply of(String model, Reply reply, CallSpending spent, Duration time) {
    var said = reply.choices().getFirst();
    var confidence = TokenConfidence.of(said.logprobs()).orElse(null);
    return new MemberReply(
        model, reply.deployment(), reply.text(), said.finish(), confidence, spent, time);
  }

  /** The same answer with what all attempts at it have used. */
  MemberReply spending(CallSpending all) {
    return new MemberReply(model, deployment, text, finish, confidence, all, time);
  }

  /** Whether it was cut, or nothing was said. */
  public boolean isIncomplete() {
    return text.isBlank() || finish == FinishReason.LENGTH || finish == FinishReason.CONTENT_FILTER;
  }

  /** Form in which it is kept. */
  ObjectNode json() {
    var json =
        Json.object()
            .put("model", model)
            .put("deployment", deployment)
            .put("text", text)
            .put("finish", finish.wire())
            .put("nano_dollars", spent.nanoDollars())
            .put("priced", spent.isPriced())
            .put("nanos", time.toNanos());
    if (confidence != null) {
      json.put("confidence", confidence.value());
    }
    json.set("usage", EventJson.usage(spent.usage()));
    return json;
  }

  /** The answer of {@link #json}. */
  static MemberReply read(JsonNode json) {
    return new MemberReply(
        json.path("model").asString(""),
        json.path("deployment").asString(""),
        json.path("text").asString(""),
        FinishReason.of(json.path("finish").asString("")),
        json.has("confidence")
            ? new StatedConfidence(Math.clamp(json.path("confidence").asDouble(0), 0, 1))
            : null,
        new CallSpending(
            EventJson.usage(json.path("usage")),
            json.path("nano_dollars").asLong(0),
            json.path("priced").asBoolean(false)),
        Duration.ofNanos(json.path("nanos").asLong(0)));
  }
}
