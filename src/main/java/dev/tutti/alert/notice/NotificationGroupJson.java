package dev.tutti.alert.notice;

import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.chat.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON that a group is kept as. */
public final class NotificationGroupJson {
  private NotificationGroupJson() {}

  /** JSON of a group. */
  public static ObjectNode of(NotificationGroup group) {
    var json = Json.object();
    if (group.waiting() != null) {
      json.put("waiting", group.waiting().toString());
    }
    if (group.sent() != null) {
      json.put("sent", group.sent().toString());
    }
    var notices = json.putArray("notices");
    group.notices().values().forEach(each -> notices.add(of(each)));
    return json;
  }

  private static ObjectNode of(Notice notice) {
    var about = notice.about();
    var json =
        Json.object()
            .put("id", notice.id())
            .put("rule", about.rule())
            .put("measure", about.measure())
            .put("provider", about.provider())
            .put("severity", about.severity().name())
            .put("firing", notice.firing())
            .put("began", notice.began().toString())
            .put("text", notice.text())
            .put("news", notice.news())
            .put("open", notice.open());
    var labels = json.putObject("labels");
    about.labels().values().forEach(labels::put);
    return json;
  }

  /** Group of a JSON that {@link #of} has made. */
  public static NotificationGroup read(JsonNode json) {
    var notices = new LinkedHashMap<String, Notice>();
    for (var each : json.path("notices")) {
      notices.put(each.path("id").asString(), notice(each));
    }
    return new NotificationGroup(notices, time(json.path("waiting")), time(json.path("sent")));
  }

  private static @Nullable Instant time(JsonNode json) {
    return json.isString() ? Instant.parse(json.asString()) : null;
  }

  private static Notice notice(JsonNode json) {
    var labels = new TreeMap<String, String>();
    json.path("labels").forEachEntry((name, value) -> labels.put(name, value.asString()));
    var about =
        new Notice.About(
            json.path("rule").asString(),
            json.path("measure").asString(),
            new GroupLabels(labels),
            json.path("provider").asString(),
            Severity.valueOf(json.path("severity").asString()));
    return new Notice(
        json.path("id").asString(),
        about,
        json.path("firing").asBoolean(),
        Instant.parse(json.path("began").asString()),
        json.path("text").asString(),
        json.path("news").asBoolean(),
        json.path("open").asBoolean());
  }
}
