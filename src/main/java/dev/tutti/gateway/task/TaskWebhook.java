package dev.tutti.gateway.task;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.Webhook;
import dev.tutti.wire.WebhookSecret;
import tools.jackson.databind.JsonNode;

/** Receivers that callers name, as {@code {url, secret}} or as an address alone. */
final class TaskWebhook {
  private static final int LONGEST = 2_000;

  private TaskWebhook() {}

  /**
   * Checks a receiver.
   *
   * @param egress where callers may have Tutti connect to
   * @return its JSON, empty for nobody
   * @throws Fault {@code invalid_request}
   */
  static String read(JsonNode json, EgressGuard egress) {
    if (json.isMissingNode() || json.isNull()) {
      return "";
    }
    var url = json.isString() ? json : json.path("url");
    var secret = json.path("secret");
    if (!url.isString() || url.asString().length() > LONGEST) {
      throw Fault.invalid("webhook", "no address (expected: {url, secret})");
    }
    if (!secret.isMissingNode() && !secret.isNull() && !secret.isString()) {
      throw Fault.invalid("webhook.secret", "no text (expected: " + WebhookSecret.FORM + ")");
    }
    var key = secret.asString("");
    try {
      var host = Webhook.of(url.asString(), key).origin().host();
      egress
          .refusal(host)
          .ifPresent(
              why -> {
                throw Fault.invalid(
                    "webhook", "%s is %s (expected: a public one)".formatted(host, why));
              });
    } catch (IllegalArgumentException e) {
      throw Fault.invalid(
          "webhook", e.getMessage() + " (expected: an address such as https://host/path)");
    }
    return Json.text(Json.object().put("url", url.asString()).put("secret", key));
  }
}
