package dev.tutti.gateway.document;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.verify.ClaimVerdict;
import dev.tutti.document.verify.ClaimVerifier;
import dev.tutti.document.verify.DocumentClaim;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import dev.tutti.document.verify.DocumentClaim.InsightClaim;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import dev.tutti.document.verify.DocumentClaim.ProseClaim;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Claims that are to be held against a document. */
record ClaimBody(List<DocumentClaim> claims) {
  private static final int MOST = 1_000;
  private static final int MOST_TEXT = 10_000;
  private static final int MOST_DIGITS = 60;

  /**
   * Reads {@code {claims: [{type, ...}]}}.
   *
   * @throws Fault {@code invalid_request}, naming the place
   */
  static ClaimBody read(ObjectNode body) {
    var list = body.path("claims");
    if (!list.isArray() || list.isEmpty() || list.size() > MOST) {
      throw Fault.invalid(
          "claims",
          "%s of %d (expected: a list of 1 to %d claims)"
              .formatted(list.getNodeType(), list.size(), MOST));
    }
    List<DocumentClaim> claims = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      claims.add(claim(list.get(i), "claims[" + i + "]."));
    }
    return new ClaimBody(claims);
  }

  private static DocumentClaim claim(JsonNode claim, String at) {
    var type = text(claim, at, "type", true);
    return switch (type == null ? "" : type) {
      case "metric" -> metric(claim, at);
      case "insight" -> new InsightClaim(required(claim, at, "text"), required(claim, at, "quote"));
      case "prose" -> new ProseClaim(required(claim, at, "text"));
      default -> throw Fault.invalid(at + "type", type + " (expected: metric, insight or prose)");
    };
  }

  private static MetricClaim metric(JsonNode claim, String at) {
    var change = claim.path("change");
    return new MetricClaim(
        required(claim, at, "name"),
        decimal(claim, at, "value"),
        text(claim, at, "unit", false),
        text(claim, at, "kind", false),
        text(claim, at, "period", false),
        required(claim, at, "quote"),
        change.isObject() ? change(change, at + "change.") : null);
  }

  private static ClaimedChange change(JsonNode change, String at) {
    return new ClaimedChange(
        decimal(change, at, "value"),
        required(change, at, "kind"),
        text(change, at, "basis", false));
  }

  private static String required(JsonNode node, String at, String name) {
    var text = text(node, at, name, true);
    return text == null ? "" : text;
  }

  private static @Nullable String text(JsonNode node, String at, String name, boolean needed) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      if (needed) {
        throw Fault.invalid(at + name, "is missing (expected: a text)");
      }
      return null;
    }
    if (!value.isString() || value.asString().length() > MOST_TEXT) {
      throw Fault.invalid(at + name, "no text of at most %d characters".formatted(MOST_TEXT));
    }
    return value.asString();
  }

  /** A number, or a text that is one. */
  private static BigDecimal decimal(JsonNode node, String at, String name) {
    var value = node.path(name);
    var text = value.isNumber() || value.isString() ? value.asString("") : "";
    try {
      if (text.length() <= MOST_DIGITS) {
        var number = new BigDecimal(text.strip());
        if (Math.abs(number.scale()) <= MOST_DIGITS) {
          return number;
        }
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw Fault.invalid(at + name, "%s (expected: a decimal number)".formatted(value));
  }

  /** Verdicts in the order of the claims. */
  ObjectNode verdicts(ParsedDocument document) {
    var verifier = new ClaimVerifier(document);
    var json = Json.object();
    var data = json.putArray("data");
    claims.forEach(each -> data.add(json(verifier.judged(each))));
    return json;
  }

  private static ObjectNode json(ClaimVerdict verdict) {
    var at = verdict.citation();
    var json =
        Json.object()
            .put("verdict", verdict.verdict())
            .put("match", at == null ? null : at.match())
            .put("page", at == null ? null : at.page())
            .put("reason", verdict.reason());
    return at == null
        ? json.putNull("block").putNull("start").putNull("end").putNull("quote")
        : json.put("block", at.block())
            .put("start", at.start())
            .put("end", at.end())
            .put("quote", at.quote());
  }
}
