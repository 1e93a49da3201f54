package dev.tutti.skill;

import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of sessions and the versions that they have talked with. */
final class SkillSessionTable {
  private static final String PUT =
      """
      INSERT INTO skill_session (owner, session, skill, version, messages, talked_at)
      VALUES (:owner, :session, :skill, :version, :messages, :at)
      ON CONFLICT (owner, session, skill) DO UPDATE SET version = excluded.version,
        messages = excluded.messages, talked_at = excluded.talked_at""";

  private static final String FIND =
      """
      SELECT version, messages, talked_at FROM skill_session
      WHERE owner = :owner AND session = :session AND skill = :skill AND talked_at >= :oldest""";

  private static final String FORGET =
      """
      DELETE FROM skill_session WHERE talked_at < :oldest OR talked_at < (
        SELECT talked_at FROM skill_session ORDER BY talked_at DESC LIMIT 1 OFFSET :most)""";

  private SkillSessionTable() {}

  /** A session of an owner with a skill. */
  record Key(String owner, String session, String skill) {}

  /**
   * What a session has talked with, and of what.
   *
   * @param messages the latest of user and assistant in turn, in OpenAI's dialect; not to be
   *     changed
   * @param at when the last word was said
   */
  record Talk(Semver version, List<ObjectNode> messages, Instant at) {}

  static int put(Handle handle, Key key, Talk talk) {
    return handle
        .createUpdate(PUT)
        .bind("owner", key.owner)
        .bind("session", key.session)
        .bind("skill", key.skill)
        .bind("version", talk.version.getVersion())
        .bind("messages", Json.text(Json.array().addAll(talk.messages)))
        .bind("at", talk.at.toEpochMilli())
        .execute();
  }

  static Optional<Talk> find(Handle handle, Key key, Instant oldest) {
    return handle
        .createQuery(FIND)
        .bind("owner", key.owner)
        .bind("session", key.session)
        .bind("skill", key.skill)
        .bind("oldest", oldest.toEpochMilli())
        .map(
            (rows, _) ->
                new Talk(
                    new Semver(rows.getString("version")),
                    messages(rows.getString("messages")),
                    Instant.ofEpochMilli(rows.getLong("talked_at"))))
        .findOne();
  }

  private static List<ObjectNode> messages(String json) {
    return Json.tree(json).valueStream().map(ObjectNode.class::cast).toList();
  }

  /** Forgets what is older, and all but about the newest. */
  static int forget(Handle handle, Instant oldest, int most) {
    return handle
        .createUpdate(FORGET)
        .bind("oldest", oldest.toEpochMilli())
        .bind("most", most)
        .execute();
  }
}
