package dev.tutti.alert;

import dev.tutti.alert.Delivery.Progress;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The SQL of messages and their deliveries. */
final class AlertTable {
  private static final String INSERT_MESSAGE =
      """
      INSERT INTO alert_message (id, type, at, topic, message)
      VALUES (:id, :type, :at, :topic, :message) ON CONFLICT (id) DO NOTHING\
      """;

  private static final String PUT_DELIVERY =
      """
      INSERT INTO alert_delivery (message_id, receiver, origin, state, tries, last)
      VALUES (:message, :receiver, :origin, :state, :tries, :last)
      ON CONFLICT (message_id, receiver) DO UPDATE SET
        state = excluded.state, tries = excluded.tries, last = excluded.last\
      """;

  private static final String NEWEST = "SELECT * FROM alert_message ORDER BY seq DESC LIMIT :limit";

  private static final String OF_TOPIC =
      """
      SELECT * FROM alert_message WHERE topic = :topic ORDER BY seq DESC LIMIT :limit\
      """;

  private static final String PENDING =
      """
      SELECT * FROM alert_message WHERE id IN
        (SELECT message_id FROM alert_delivery WHERE state = 'pending') ORDER BY seq\
      """;

  private static final String DELIVERIES =
      "SELECT * FROM alert_delivery WHERE message_id = :id ORDER BY origin, receiver";

  private static final String DELETE_OLDER =
      """
      DELETE FROM alert_message WHERE at < :before AND id NOT IN
        (SELECT message_id FROM alert_delivery WHERE state = 'pending')\
      """;

  private AlertTable() {}

  static void insert(Handle handle, Alerts.Report report) {
    var message = report.message();
    handle
        .createUpdate(INSERT_MESSAGE)
        .bind("id", message.id())
        .bind("type", message.type().word())
        .bind("at", message.at().toEpochMilli())
        .bind("topic", message.topic())
        .bind("message", Json.text(message.kept()))
        .execute();
    report.deliveries().forEach(each -> put(handle, each));
  }

  static void put(Handle handle, Delivery delivery) {
    var progress = delivery.progress();
    handle
        .createUpdate(PUT_DELIVERY)
        .bind("message", delivery.message().id())
        .bind("receiver", delivery.receiver())
        .bind("origin", delivery.origin())
        .bind("state", progress.state().name().toLowerCase(Locale.ROOT))
        .bind("tries", progress.tries())
        .bind("last", progress.last())
        .execute();
  }

  static List<Alerts.Report> newest(Handle handle, int limit) {
    return reports(handle, handle.createQuery(NEWEST).bind("limit", limit));
  }

  static List<Alerts.Report> ofTopic(Handle handle, String topic, int limit) {
    return reports(handle, handle.createQuery(OF_TOPIC).bind("topic", topic).bind("limit", limit));
  }

  /** Messages that not everybody has got, the oldest first. */
  static List<Alerts.Report> pending(Handle handle) {
    return reports(handle, handle.createQuery(PENDING));
  }

  static int deleteOlder(Handle handle, Instant before) {
    handle
        .createUpdate(
            "DELETE FROM alert_delivery WHERE message_id NOT IN (SELECT id FROM alert_message)")
        .execute();
    return handle.createUpdate(DELETE_OLDER).bind("before", before.toEpochMilli()).execute();
  }

  private static List<Alerts.Report> reports(Handle handle, Query query) {
    var messages =
        query
            .map(
                (rows, _) ->
                    AlertMessage.read(
                        rows.getString("id"),
                        AlertType.of(rows.getString("type")),
                        Instant.ofEpochMilli(rows.getLong("at")),
                        rows.getString("topic"),
                        Json.tree(rows.getString("message"))))
            .list();
    var reports = new ArrayList<Alerts.Report>();
    messages.forEach(each -> reports.add(new Alerts.Report(each, deliveries(handle, each))));
    return reports;
  }

  private static List<Delivery> deliveries(Handle handle, AlertMessage message) {
    return handle
        .createQuery(DELIVERIES)
        .bind("id", message.id())
        .map(
            (rows, _) ->
                new Delivery(
                    message,
                    rows.getString("receiver"),
                    rows.getString("origin"),
                    new Progress(
                        Delivery.State.valueOf(rows.getString("state").toUpperCase(Locale.ROOT)),
                        rows.getInt("tries"),
                        rows.getString("last"))))
        .list();
  }
}
