package dev.tutti.ledger;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Reads {@code prices.json}. */
final class PriceTable {
  private static final String FILE = "prices.json";
  private static final String UP_TO = "up_to";

  private PriceTable() {}

  static List<Price> shipped() {
    try (var in = PriceTable.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("missing in the jar: " + FILE);
      }
      return read(Json.tree(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Price> read(JsonNode file) {
    var prices = new ArrayList<Price>();
    for (var family : file.path("families").properties()) {
      var head = family.getValue();
      var dollars = file.path("dollars").path(head.path("currency").asString());
      prices.addAll(prices(family.getKey(), head, head.path("models"), decimal(dollars)));
      for (var tier : head.path("service_tiers").properties()) {
        prices(family.getKey(), head, tier.getValue(), decimal(dollars))
            .forEach(price -> prices.add(price.of(tier.getKey())));
      }
    }
    return prices;
  }

  private static List<Price> prices(
      String family, JsonNode head, JsonNode models, BigDecimal dollars) {
    var prices = new ArrayList<Price>();
    for (var model : models.properties()) {
      prices.add(
          new Price(
              family,
              model.getKey(),
              tiers(model.getValue(), dollars),
              LocalDate.parse(head.path("known_on").asString()),
              head.path("source").asString(),
              ""));
    }
    return prices;
  }

  private static List<Price.Tier> tiers(JsonNode node, BigDecimal dollars) {
    if (node.isObject()) {
      return List.of(Price.Tier.last(rates(node, dollars)));
    }
    var tiers = new ArrayList<Price.Tier>();
    for (var each : node) {
      tiers.add(new Price.Tier(each.path(UP_TO).asLong(Long.MAX_VALUE), rates(each, dollars)));
    }
    return tiers;
  }

  private static Rates rates(JsonNode node, BigDecimal dollars) {
    Map<String, BigDecimal> prices = new LinkedHashMap<>();
    for (var price : node.properties()) {
      if (!price.getKey().equals(UP_TO)) {
        prices.put(price.getKey(), decimal(price.getValue()).multiply(dollars));
      }
    }
    return Rates.perMillion(prices);
  }

  /** By its digits: 0.1 is a tenth, not the binary number next to it. */
  private static BigDecimal decimal(JsonNode number) {
    return new BigDecimal(number.asString());
  }
}
