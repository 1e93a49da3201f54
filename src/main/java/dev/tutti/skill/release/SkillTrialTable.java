package dev.tutti.skill.release;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The SQL of trials as they were last looked at, and of those that have ended. */
final class SkillTrialTable {
  private static final String CLEAR = "DELETE FROM skill_trial";

  private static final String INSERT =
      "INSERT INTO skill_trial (skill, version, json) VALUES (:skill, :version, :json)";

  private static final String ALL = "SELECT skill, version, json FROM skill_trial";

  private static final String CLEAR_ENDED = "DELETE FROM skill_trial_ended";

  private static final String INSERT_ENDED =
      "INSERT INTO skill_trial_ended (skill, json) VALUES (:skill, :json)";

  private static final String ENDED = "SELECT skill, json FROM skill_trial_ended";

  private SkillTrialTable() {}

  /** State of the trial of a version, as JSON. */
  record Row(String skill, String version, String json) {}

  /** The trial of a skill that has ended last, as JSON. */
  record EndedRow(String skill, String json) {}

  /** Puts these in the place of all others. */
  static void replace(Handle handle, List<Row> rows, List<EndedRow> ended) {
    handle.execute(CLEAR);
    for (var row : rows) {
      handle
          .createUpdate(INSERT)
          .bind("skill", row.skill)
          .bind("version", row.version)
          .bind("json", row.json)
          .execute();
    }
    handle.execute(CLEAR_ENDED);
    for (var row : ended) {
      handle.createUpdate(INSERT_ENDED).bind("skill", row.skill).bind("json", row.json).execute();
    }
  }

  static List<Row> all(Handle handle) {
    return handle
        .createQuery(ALL)
        .map(
            (rows, _) ->
                new Row(rows.getString("skill"), rows.getString("version"), rows.getString("json")))
        .list();
  }

  static List<EndedRow> ended(Handle handle) {
    return handle
        .createQuery(ENDED)
        .map((rows, _) -> new EndedRow(rows.getString("skill"), rows.getString("json")))
        .list();
  }
}
