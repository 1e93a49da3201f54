package dev.tutti.character.group.chat;

import dev.tutti.character.group.GroupMessage;
import dev.tutti.chat.Json;
import dev.tutti.session.SessionMessage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that was said in a group.
 *
 * @param message as its session has it
 * @param said by whom, and who hears it
 * @param name of who has said it, at that time
 * @param turn number of the turn, from 1; 0 where it was said in another way
 * @param original id of the reply that this one is a variant of, empty for none
 */
public record GroupLine(
    SessionMessage message, GroupMessage said, String name, int turn, String original) {
  /** Member of a message's metadata. */
  private static final String MEMBER = "group";

  private static final String USER = "user";

  /** Member with the number of the last variant when this one was chosen. */
  static final String CHOSEN = "chosen";

  /** Member of a message whose turn has ended. */
  static final String ENDED = "ended";

  /** Members that callers do not see. */
  private static final Set<String> OWN = Set.of("request", ENDED);

  /** Member with the number of a variant. */
  static final String VARIANT = "variant";

  /** What was said of a message's metadata. */
  public static GroupLine of(SessionMessage message, ChatGroup group) {
    var meta = message.metadata().path(MEMBER);
    boolean user = message.role().equals(USER);
    var speaker = meta.path("speaker").asString(user ? ChatGroup.USER : "");
    var name = user ? group.userName() : "Assistant";
    return new GroupLine(
        message,
        new GroupMessage(
            speaker,
            message.text(),
            List.of(),
            GroupJson.texts(meta.path("to")),
            GroupJson.texts(meta.path("present"))),
        meta.path("name").asString(name),
        meta.path("turn").asInt(0),
        meta.path("of").asString(""));
  }

  /** A line outside of any session, such as one of a caller's own history. */
  static GroupLine of(String id, String speaker, String name, String text) {
    var json = Json.object().put("role", speaker.equals(ChatGroup.USER) ? USER : "assistant");
    var message =
        new SessionMessage(
            0, id, "", Instant.EPOCH, false, Json.object(), 0, "", json.put("content", text));
    return new GroupLine(message, GroupMessage.of(speaker, text), name, 0, "");
  }

  /** Metadata of a message that is kept with this. */
  static ObjectNode metadata(ObjectNode said) {
    var metadata = Json.object();
    metadata.set(MEMBER, said);
    return metadata;
  }

  /** Id of the reply that it is a variant of, or else its own. */
  String first() {
    return original.isEmpty() ? message.id() : original;
  }

  /** Number among the variants of its reply, from 1. */
  int variant() {
    return kept().path(VARIANT).asInt(1);
  }

  /** Number of the last variant in whose place it was chosen to stand; 0 where it was not. */
  int chosen() {
    return kept().path(CHOSEN).asInt(0);
  }

  /** Whether the turn that the message has begun has ended, as far as that is noted. */
  boolean hasEnded() {
    return kept().has(ENDED);
  }

  /** Metadata of the same message with a number in it; 0 for none. */
  ObjectNode noted(String member, int number) {
    var kept = kept().deepCopy();
    kept.remove(member);
    var metadata = message.metadata().deepCopy();
    metadata.set(MEMBER, number == 0 ? kept : kept.put(member, number));
    return metadata;
  }

  /** What is kept with a message about it; an empty object where nothing is. */
  ObjectNode kept() {
    return message.metadata().path(MEMBER) instanceof ObjectNode kept ? kept : Json.object();
  }

  /** Whether a member has said it. */
  boolean isReply() {
    return !message.role().equals(USER);
  }

  /** Whether a member hears it: what it has said itself, and what reaches it. */
  boolean reaches(String member) {
    return said.speaker().equals(member) || said.reaches(member);
  }

  /** The same as a member's model is told: its own words as its own, others' behind their names. */
  SessionMessage toldTo(String member) {
    boolean own = said.speaker().equals(member);
    var json =
        Json.object()
            .put("role", own ? "assistant" : USER)
            .put("content", own ? said.text() : name + ": " + said.text());
    return new SessionMessage(
        message.position(),
        message.id(),
        message.model(),
        message.created(),
        message.pinned(),
        message.metadata(),
        0,
        message.dependence(),
        json);
  }

  /** The message as callers see it. */
  public ObjectNode json() {
    var json =
        Json.object()
            .put("id", message.id())
            .put("role", message.role())
            .put("content", message.text())
            .put("speaker", said.speaker())
            .put("name", name)
            .put("created_at", message.created().toString());
    if (!message.model().isEmpty()) {
      json.put("model", message.model());
    }
    kept()
        .forEachEntry(
            (member, value) -> {
              if (!json.has(member) && !OWN.contains(member)) {
                json.set(member, value);
              }
            });
    return json;
  }
}
