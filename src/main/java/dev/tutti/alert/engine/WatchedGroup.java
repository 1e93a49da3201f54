package dev.tutti.alert.engine;

import dev.tutti.alert.notice.Notice;
import dev.tutti.alert.rule.AlertRule;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.alert.rule.RuleState;
import dev.tutti.chat.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Group of a rule with its state. Immutable.
 *
 * @param id made of the rule's name and the labels, so that a restart finds it again
 * @param last measurement; {@link Observation.Missing} before the first
 */
public record WatchedGroup(
    String id, AlertRule rule, GroupLabels labels, RuleState state, Observation last) {
  private static final int ID_BYTES = 8;

  static String id(String rule, GroupLabels labels) {
    try {
      var text = rule + Json.text(labels.values());
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "alert_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** What it is an alert about. */
  public Notice.About about() {
    return new Notice.About(
        rule.name(), rule.measure(), labels, rule.provider(labels), rule.severity());
  }

  /** Topic of the messages that tell of it. */
  public String topic() {
    var provider = rule.provider(labels);
    return "rule/" + rule.name() + (provider.isEmpty() ? "" : "/" + provider);
  }
}
