package dev.tutti.cooperation.member;

import dev.tutti.chat.EventJson;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.chat.Reply;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answer of a member.
 *
 * @param model that has answered, by the name that it was asked by
 * @param deployment that has answered; empty where none was asked
 * @param text all that was said
 * @param finish why it ended
 */
public record MemberReply(
    String model,
    String deployment,
    String text,
    FinishReason finish,
    CallSpending spent,
    Duration time)
    implements MemberOutcome {

  static MemberReply of(String model, Reply reply, CallSpending spent, Duration time) {
    var finish = reply.choices().getFirst().finish();
    return new MemberReply(model, reply.deployment(), reply.text(), finish, spent, time);
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
        new CallSpending(
            EventJson.usage(json.path("usage")),
            json.path("nano_dollars").asLong(0),
            json.path("priced").asBoolean(false)),
        Duration.ofNanos(json.path("nanos").asLong(0)));
  }
}
