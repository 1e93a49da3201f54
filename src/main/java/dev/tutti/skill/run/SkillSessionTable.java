package dev.tutti.skill.run;

import dev.tutti.chat.Json;
import dev.tutti.skill.api.Skill;
import dev.tutti.store.ErasedSessions;
import dev.tutti.text.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.semver4j.Semver;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of sessions and the versions that they have talked with. */
final class SkillSessionTable {
  /** Writes nothing of an execution that began before its session, by either name, was erased. */
  private static final String PUT =
      """
      INSERT INTO skill_session (owner, end_user, session, skill, version, told, told_inputs, inputs,
        talked_at)
      SELECT :owner, :user, :session, :skill, :version, :told, :toldInputs, :inputs, :at
      WHERE %s
      ON CONFLICT (owner, end_user, session, skill) DO UPDATE SET version = excluded.version,
        told = excluded.told, told_inputs = excluded.told_inputs, inputs = excluded.inputs,
        talked_at = excluded.talked_at\
      """
          .formatted(ErasedSessions.NOT_ERASED);

  private static final String FIND =
      """
      SELECT version, told, told_inputs, inputs, talked_at FROM skill_session
      WHERE owner = :owner AND end_user = :user AND session = :session AND skill = :skill
        AND talked_at >= :oldest\
      """;

  private static final String FORGET =
      """
      DELETE FROM skill_session WHERE talked_at < :oldest OR talked_at < (
        SELECT talked_at FROM skill_session ORDER BY talked_at DESC LIMIT 1 OFFSET :most)\
      """;

  private static final String FORGET_OF_OWNER =
      """
      DELETE FROM skill_session WHERE owner = :owner AND talked_at < (
        SELECT talked_at FROM skill_session WHERE owner = :owner
        ORDER BY talked_at DESC LIMIT 1 OFFSET :most)\
      """;

  private SkillSessionTable() {}

  /** A session of an owner's end user with a skill; the user is empty where none is named. */
  record Key(String owner, String user, String session, String skill) {}

  /**
   * Conversation of a session with a version of a skill.
   *
   * @param lastPrompt what a model was told in full last
   * @param inputs those of the last turn; not to be changed
   * @param at when the last word was said
   */
  record StoredSession(Semver version, LastPrompt lastPrompt, ObjectNode inputs, Instant at) {

    /**
     * The prompt that was told in full.
     *
     * @param revision empty when none was
     * @param inputs a digest of those that it was rendered with
     */
    record LastPrompt(String revision, String inputs) {
      static final LastPrompt NOTHING = new LastPrompt("", "");

      static LastPrompt of(Skill skill, ObjectNode inputs) {
        return new LastPrompt(skill.revision(), Sha256.hex(Json.bytes(inputs)));
      }
    }
  }

  /** Notes a session, unless it was erased after the beginning; says how many rows that were. */
  static int put(Handle handle, Key key, StoredSession storedSession, Instant began) {
    return handle
        .createUpdate(PUT)
        .bind("owner", key.owner)
        .bind("user", key.user)
        .bind("session", key.session)
        .bind("skill", key.skill)
        .bind("version", storedSession.version.getVersion())
        .bind("told", storedSession.lastPrompt.revision)
        .bind("toldInputs", storedSession.lastPrompt.inputs)
        .bind("inputs", Json.text(storedSession.inputs))
        .bind("at", storedSession.at.toEpochMilli())
        .bind("began", began.toEpochMilli())
        .execute();
  }

  static Optional<StoredSession> find(Handle handle, Key key, Instant oldest) {
    return handle
        .createQuery(FIND)
        .bind("owner", key.owner)
        .bind("user", key.user)
        .bind("session", key.session)
        .bind("skill", key.skill)
        .bind("oldest", oldest.toEpochMilli())
        .map(
            (rows, _) ->
                new StoredSession(
                    new Semver(rows.getString("version")),
                    new StoredSession.LastPrompt(
                        rows.getString("told"), rows.getString("told_inputs")),
                    inputs(rows.getString("inputs")),
                    Instant.ofEpochMilli(rows.getLong("talked_at"))))
        .findOne();
  }

  private static ObjectNode inputs(String json) {
    return Json.tree(json) instanceof ObjectNode inputs ? inputs : Json.object();
  }

  /**
   * Forgets a session of an owner, whoever its end user is, by either name that {@link
   * SkillDialogues} gives it.
   */
  static void forget(Handle handle, String owner, String session) {
    handle.execute(
        """
        DELETE FROM skill_session
        WHERE owner = ? AND (session = ? OR session || '@' || end_user = ?)\
        """,
        owner,
        session,
        session);
  }

  /** Forgets what is older, and all but about the newest. */
  static int forget(Handle handle, Instant oldest, int most) {
    return handle
        .createUpdate(FORGET)
        .bind("oldest", oldest.toEpochMilli())
        .bind("most", most)
        .execute();
  }

  /** Forgets all sessions of an owner but about the newest. */
  static int forget(Handle handle, String owner, int most) {
    return handle.createUpdate(FORGET_OF_OWNER).bind("owner", owner).bind("most", most).execute();
  }
}
