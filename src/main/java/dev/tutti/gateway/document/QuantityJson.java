package dev.tutti.gateway.document;

import dev.tutti.chat.Json;
import dev.tutti.document.number.NumberMention;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** JSON of a number in a text. */
final class QuantityJson {
  private static final Set<String> ROUGH = Set.of("about", "under", "over");

  private QuantityJson() {}

  static ObjectNode of(NumberMention number, String text) {
    var json =
        Json.object()
            .put("start", number.start())
            .put("end", number.end())
            .put("raw", number.raw(text))
            .put("kind", number.kind().word());
    var value = number.value();
    json.put("canonical", value == null || value.range() ? null : value.low().toPlainString());
    json.put("low", value != null && value.range() ? value.low().toPlainString() : null);
    json.put("high", value != null && value.range() ? value.high().toPlainString() : null);
    var sense = number.sense();
    return json.put("unit", number.unit().name())
        .put("currency", number.unit().currency())
        .put("role", sense.role())
        .put("basis", sense.basis())
        .put("period", sense.period())
        .put("cumulative", sense.cumulative())
        .put("approximate", sense.bound() != null && ROUGH.contains(sense.bound()))
        .put("bound", sense.bound())
        .put("ambiguous", sense.ambiguous());
  }
}
