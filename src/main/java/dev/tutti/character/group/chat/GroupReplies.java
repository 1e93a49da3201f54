package dev.tutti.character.group.chat;

import dev.tutti.character.group.TurnPlan.PlannedSpeaker;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import dev.tutti.chat.Usage;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Replies of a group in one turn.
 *
 * @param group its id
 * @param message of the user, as it is kept; an empty object where the group went on by itself
 * @param seed of the plan
 * @param planned who was to speak, in this order
 * @param replies as they were said
 * @param failures of those who came to nothing
 * @param ending how it came to its end
 */
public record GroupReplies(
    String group,
    ObjectNode message,
    long seed,
    List<PlannedSpeaker> planned,
    List<SpeakerReply> replies,
    List<SpeakerFailure> failures,
    Ending ending) {

  /** End of a turn. */
  public enum Ending {
    /** All who were to speak have had their turn. */
    COMPLETE,
    /** All of it was there already, under the key of the request. */
    REPEATED,
    /** Somebody has cancelled it; what was whole by then is kept. */
    CANCELLED
  }

  /** Usage of all replies. */
  public Usage usage() {
    return replies.stream().map(SpeakerReply::usage).reduce(Usage.NONE, Usage::plus);
  }

  /** The answer as callers see it. */
  public ObjectNode json() {
    var json = Json.object().put("group", group).put("session_id", group);
    if (!message.isEmpty()) {
      json.set("message", message);
    }
    json.put("seed", seed);
    var plan = json.putArray("planned");
    planned.forEach(
        each -> plan.addObject().put("speaker", each.speaker()).put("reason", each.reason()));
    var said = json.putArray("replies");
    replies.forEach(each -> said.add(json(each)));
    var failed = json.putArray("failures");
    failures.forEach(each -> failed.add(json(each)));
    json.set("usage", OpenAiUsage.json(usage()));
    return switch (ending) {
      case COMPLETE -> json;
      case REPEATED -> json.put("repeated", true);
      case CANCELLED -> json.put("cancelled", true);
    };
  }

  private static ObjectNode json(SpeakerReply reply) {
    var json =
        Json.object()
            .put("character", reply.speaker())
            .put("name", reply.name())
            .put("message_id", reply.id())
            .put("reply", reply.text())
            .put("finish_reason", reply.finish().wire())
            .put("trimmed", reply.trimmed());
    json.set("usage", OpenAiUsage.json(reply.usage()));
    return json;
  }

  /** A failure as callers see it. */
  static ObjectNode json(SpeakerFailure failure) {
    var json = Json.object().put("character", failure.speaker()).put("name", failure.name());
    json.set("error", GroupEvents.error(failure.fault()));
    return json;
  }
}
