package dev.tutti.character.group.chat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events of a group that talks, as JSON: {@code turn}, {@code delta} and {@code turn_end}, each
 * with its speaker.
 *
 * @param told hears them, with their names as the member {@code event}
 */
record GroupEvents(Consumer<ObjectNode> told) implements GroupListener {
  /** Member with the name of an event. */
  static final String EVENT = "event";

  private static ObjectNode event(String name, SpeakerTurn turn) {
    return Json.object()
        .put(EVENT, name)
        .put("speaker", turn.speaker())
        .put("name", turn.name())
        .put("message_id", turn.message());
  }

  @Override
  public void begins(SpeakerTurn turn) {
    told.accept(event("turn", turn).put("reason", turn.reason()));
  }

  @Override
  public void says(SpeakerTurn turn, String text) {
    told.accept(event("delta", turn).put("text", text));
  }

  @Override
  public void ends(SpeakerTurn turn, SpeakerReply reply) {
    var event =
        event("turn_end", turn)
            .put("text", reply.text())
            .put("finish_reason", reply.finish().wire())
            .put("trimmed", reply.trimmed());
    event.set("usage", OpenAiUsage.json(reply.usage()));
    told.accept(event);
  }

  @Override
  public void fails(SpeakerTurn turn, SpeakerFailure failure) {
    var event = event("turn_end", turn);
    event.set("failure", error(failure.fault()));
    told.accept(event);
  }

  /** A fault as callers see it. */
  static ObjectNode error(Fault fault) {
    return Json.object().put("code", fault.code().code()).put("message", fault.getMessage());
  }
}
