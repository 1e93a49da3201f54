package dev.tutti.alert;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.wire.Webhook;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Webhooks that are told of alerts, and how often.
 *
 * @param window within this time the same event of the same deployment is told once
 */
public record AlertSettings(List<AlertWebhook> webhooks, Duration window) {
  /** Section {@code alerts}. */
  public static final SettingsSection<AlertSettings> SECTION =
      SettingsSection.live("alerts", AlertSettings::read);

  /** Nobody is told; 5 minutes. */
  public static final AlertSettings DEFAULT = new AlertSettings(List.of(), Duration.ofMinutes(5));

  /** A webhook and the events that it gets. */
  public record AlertWebhook(Webhook to, Set<AlertType> events) {
    /** Keeps a copy. */
    public AlertWebhook {
      events = Set.copyOf(events);
    }

    private static AlertWebhook read(Section section) {
      var events = section.list("events", Kind.oneOf(AlertType.byWord())).or(List.of());
      return new AlertWebhook(
          Webhook.read(section),
          events.isEmpty() ? EnumSet.allOf(AlertType.class) : EnumSet.copyOf(events));
    }
  }

  /** Reads {@code alerts: {webhooks: [{url, secret, events}], window}}. */
  public static AlertSettings read(Section section) {
    return new AlertSettings(
        section.sections("webhooks").stream().map(AlertWebhook::read).toList(),
        section.durationOrZero("window").or(DEFAULT.window));
  }
}
