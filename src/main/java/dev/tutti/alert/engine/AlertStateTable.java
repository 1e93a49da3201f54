package dev.tutti.alert.engine;

import dev.tutti.alert.notice.NotificationGroup;
import dev.tutti.alert.notice.NotificationGroupJson;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.RuleState;
import dev.tutti.alert.rule.RuleStateJson;
import dev.tutti.alert.rule.StateChange;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of states, their changes, and notifications. */
final class AlertStateTable {
  private static final String PUT_STATE =
      """
      INSERT INTO alert_state (id, rule, labels, state) VALUES (:id, :rule, :labels, :state)
      ON CONFLICT (id) DO UPDATE SET state = excluded.state\
      """;

  private static final String PUT_NOTIFICATION =
      """
      INSERT INTO alert_notification (topic, notices) VALUES (:topic, :notices)
      ON CONFLICT (topic) DO UPDATE SET notices = excluded.notices\
      """;

  private static final String INSERT_CHANGE =
      "INSERT INTO alert_change (state_id, at, change) VALUES (:id, :at, :change)";

  private static final String CHANGES =
      "SELECT change FROM alert_change WHERE state_id = :id ORDER BY seq DESC LIMIT :limit";

  private AlertStateTable() {}

  /** State of a group whose rule is known by its name. */
  record Row(String id, String rule, GroupLabels labels, RuleState state) {}

  static void put(Handle handle, WatchedGroup group) {
    handle
        .createUpdate(PUT_STATE)
        .bind("id", group.id())
        .bind("rule", group.rule().name())
        .bind("labels", Json.text(group.labels().values()))
        .bind("state", Json.text(RuleStateJson.of(group.state())))
        .execute();
  }

  static void delete(Handle handle, String id) {
    handle.createUpdate("DELETE FROM alert_state WHERE id = :id").bind("id", id).execute();
  }

  static void deleteAll(Handle handle) {
    handle.createUpdate("DELETE FROM alert_state").execute();
  }

  static List<Row> states(Handle handle) {
    return handle
        .createQuery("SELECT * FROM alert_state")
        .map(
            (rows, _) ->
                new Row(
                    rows.getString("id"),
                    rows.getString("rule"),
                    labels(Json.tree(rows.getString("labels"))),
                    RuleStateJson.read(Json.tree(rows.getString("state")))))
        .list();
  }

  private static GroupLabels labels(JsonNode json) {
    var labels = new TreeMap<String, String>();
    json.forEachEntry((name, value) -> labels.put(name, value.asString()));
    return new GroupLabels(labels);
  }

  static void putAll(Handle handle, Map<String, NotificationGroup> notifications) {
    handle.createUpdate("DELETE FROM alert_notification").execute();
    notifications.forEach(
        (topic, group) ->
            handle
                .createUpdate(PUT_NOTIFICATION)
                .bind("topic", topic)
                .bind("notices", Json.text(NotificationGroupJson.of(group)))
                .execute());
  }

  static Map<String, NotificationGroup> notifications(Handle handle) {
    var all = new TreeMap<String, NotificationGroup>();
    handle
        .createQuery("SELECT * FROM alert_notification")
        .map(
            (rows, _) ->
                Map.entry(
                    rows.getString("topic"),
                    NotificationGroupJson.read(Json.tree(rows.getString("notices")))))
        .forEach(each -> all.put(each.getKey(), each.getValue()));
    return all;
  }

  static void insert(Handle handle, Round.Change change) {
    handle
        .createUpdate(INSERT_CHANGE)
        .bind("id", change.id())
        .bind("at", change.change().at().toEpochMilli())
        .bind("change", Json.text(json(change.change())))
        .execute();
  }

  private static ObjectNode json(StateChange change) {
    var json =
        Json.object()
            .put("at", change.at().toString())
            .put("from", change.from().word())
            .put("to", change.to().word())
            .put("kind", change.kind().word());
    if (!Double.isNaN(change.value())) {
      json.put("value", change.value());
    }
    return json;
  }

  /** The latest changes of a group, the newest first. */
  static List<JsonNode> changes(Handle handle, String id, int limit) {
    return handle
        .createQuery(CHANGES)
        .bind("id", id)
        .bind("limit", limit)
        .map((rows, _) -> Json.tree(rows.getString("change")))
        .list();
  }

  static void deleteOlder(Handle handle, Instant before) {
    handle
        .createUpdate("DELETE FROM alert_change WHERE at < :before")
        .bind("before", before.toEpochMilli())
        .execute();
  }
}
