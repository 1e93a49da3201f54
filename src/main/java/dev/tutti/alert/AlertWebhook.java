package dev.tutti.alert;

import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import dev.tutti.wire.Webhook;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Webhook, the events that it gets, and their form.
 *
 * @param robot what its messages are signed with, where the form has a signature of its own
 */
public record AlertWebhook(
    Webhook to, WebhookFormat format, RobotSecret robot, Set<AlertType> events) {
  private static final int ID_BYTES = 8;

  /** Keeps a copy. */
  public AlertWebhook {
    events = Set.copyOf(events);
  }

  static AlertWebhook read(Section section) {
    var events = section.list("events", Kind.oneOf(AlertType.byWord())).or(List.of());
    var format = section.oneOf("format", WebhookFormat.values()).or(WebhookFormat.GENERIC);
    boolean signed = format == WebhookFormat.GENERIC;
    return new AlertWebhook(
        signed ? Webhook.read(section) : Webhook.readUnsigned(section),
        format,
        signed ? RobotSecret.NONE : RobotSecret.of(section.string("secret").or("")),
        events.isEmpty() ? EnumSet.allOf(AlertType.class) : EnumSet.copyOf(events));
  }

  /** What is sent, signed at a time. */
  record Sent(String query, ObjectNode body) {}

  Sent sent(AlertMessage message, Instant now) {
    var body = format.body(message);
    return robot.isNone()
        ? new Sent("", body)
        : new Sent(format.query(robot, now), format.signed(body, robot, now));
  }

  /** Id of its address, which tells nothing of it; see {@link AlertSettings#byId} for twins. */
  String id() {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      var bytes = hash.digest(to.url().toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(bytes, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
