package dev.tutti.alert.notice;

import dev.tutti.alert.AlertMessage;
import dev.tutti.alert.AlertMessage.Tone;
import dev.tutti.alert.AlertType;
import dev.tutti.alert.rule.AlertRule.Severity;
import dev.tutti.chat.Json;
import dev.tutti.text.VisibleText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Words and JSON of a notification. */
public final class NotificationText {
  private static final int MOST_LINES = 20;

  private NotificationText() {}

  /**
   * Message about alerts of one rule and provider.
   *
   * @param id of the message
   * @param topic of the messages that belong together
   * @param told at least one alert
   */
  public static AlertMessage message(String id, String topic, List<Notice> told, Instant now) {
    var firing = told.stream().filter(Notice::firing).toList();
    var type = firing.isEmpty() ? AlertType.ALERT_RESOLVED : AlertType.ALERT_FIRING;
    return new AlertMessage(
        id,
        type,
        now,
        topic,
        tone(firing),
        title(told, firing),
        lines(told),
        json(type, told, now));
  }

  private static Tone tone(List<Notice> firing) {
    if (firing.isEmpty()) {
      return Tone.GOOD;
    }
    boolean critical =
        firing.stream().anyMatch(each -> each.about().severity() == Severity.CRITICAL);
    return critical ? Tone.BAD : Tone.WARN;
  }

  private static String title(List<Notice> told, List<Notice> firing) {
    var about = told.getFirst().about();
    var where = about.provider().isEmpty() ? "" : " (" + about.provider() + ")";
    return firing.isEmpty()
        ? "Resolved: %s%s".formatted(about.rule(), where)
        : "Firing: %s%s%s"
            .formatted(about.rule(), where, firing.size() > 1 ? ", " + firing.size() : "");
  }

  private static List<String> lines(List<Notice> told) {
    var lines =
        new ArrayList<>(told.stream().limit(MOST_LINES).map(NotificationText::line).toList());
    if (told.size() > MOST_LINES) {
      lines.add("and %d more".formatted(told.size() - MOST_LINES));
    }
    return lines;
  }

  private static String line(Notice notice) {
    var labels = VisibleText.of(notice.about().labels().text());
    return "%s%s%s, since %s"
        .formatted(
            notice.firing() ? "" : "resolved: ",
            labels.isEmpty() ? "" : labels + ": ",
            notice.text(),
            notice.began().truncatedTo(ChronoUnit.SECONDS));
  }

  private static ObjectNode json(AlertType type, List<Notice> told, Instant now) {
    var about = told.getFirst().about();
    var json = Json.object().put("type", type.word()).put("timestamp", now.toString());
    var data = json.putObject("data").put("rule", about.rule()).put("measure", about.measure());
    if (!about.provider().isEmpty()) {
      data.put("provider", about.provider());
    }
    data.put("severity", about.severity().name().toLowerCase(Locale.ROOT));
    var alerts = data.putArray("alerts");
    told.forEach(each -> alerts.add(json(each)));
    return json;
  }

  private static ObjectNode json(Notice notice) {
    var json =
        Json.object()
            .put("id", notice.id())
            .put("state", notice.firing() ? "firing" : "resolved")
            .put("since", notice.began().toString())
            .put("reason", notice.text());
    var labels = json.putObject("labels");
    notice.about().labels().values().forEach(labels::put);
    return json;
  }
}
