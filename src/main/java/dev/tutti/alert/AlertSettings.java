package dev.tutti.alert;

import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

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

  /** Keeps a copy. */
  public AlertSettings {
    webhooks = List.copyOf(webhooks);
  }

  /**
   * Webhooks by ids that stay while anything but the address changes. The second one with an
   * address has a number behind it, so that each has deliveries of its own; the same one twice is
   * one.
   */
  Map<String, AlertWebhook> byId() {
    var all = new LinkedHashMap<String, AlertWebhook>();
    for (var webhook : new LinkedHashSet<>(webhooks)) {
      var id = webhook.id();
      for (int i = 2; all.containsKey(id); i++) {
        id = webhook.id() + "-" + i;
      }
      all.put(id, webhook);
    }
    return all;
  }

  /** Reads {@code alerts: {webhooks: [{url, format, secret, events}], window}}. */
  public static AlertSettings read(Section section) {
    return new AlertSettings(
        section.sections("webhooks").stream().map(AlertWebhook::read).toList(),
        section.durationOrZero("window").or(DEFAULT.window));
  }
}
