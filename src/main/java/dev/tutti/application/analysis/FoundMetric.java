package dev.tutti.application.analysis;

import dev.tutti.chat.Json;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Number with a name, as the document has it.
 *
 * @param number as it was read from its quote
 * @param raw the number as it stands
 * @param source computed where code has found it, model where a model has pointed at it
 */
record FoundMetric(
    String name,
    NumberMention number,
    String raw,
    @Nullable String period,
    @Nullable ClaimedChange change,
    CitedPlace place,
    String source) {

  /** Value in the base unit. */
  BigDecimal value() {
    return number.amount();
  }

  /** Whether another one says the same of the same. */
  boolean same(FoundMetric other) {
    return value().compareTo(other.value()) == 0
        && number.kind() == other.number.kind()
        && (place.overlaps(other.place) || folded(name).equals(folded(other.name)));
  }

  private static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  ObjectNode json(String id) {
    var json = Json.object().put("id", id).put("name", name).put("value", value());
    json.put("unit", number.unit().name())
        .put("currency", number.unit().currency())
        .put("scale", number.unit().scale())
        .put("kind", number.kind().word())
        .put("period", period)
        .put("raw", raw)
        .put("approximate", number.sense().bound() != null);
    if (change == null) {
      json.putNull("change");
    } else {
      json.putObject("change")
          .put("value", change.value())
          .put("kind", change.kind())
          .put("basis", change.basis());
    }
    json.set("citation", place.json());
    return json.put("checked", true).put("verdict", "verified").put("source", source);
  }
}
