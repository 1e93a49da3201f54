package dev.tutti.ledger;

import dev.tutti.chat.Usage;
import dev.tutti.config.Kind;
import dev.tutti.config.Section;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;

/**
 * The price of a model.
 *
 * @param provider a provider's preset, such as {@code openai}, or its name in the configuration
 * @param model as the provider names it, without the date of a version
 * @param tiers by the length of the prompt, shortest first; the last one has no end
 * @param knownOn the day on which the price was known
 * @param source where it was taken from
 * @param serviceTier the provider's word for the tier of service, such as {@code flex}; empty for
 *     the standard one
 */
public record Price(
    String provider,
    String model,
    List<Tier> tiers,
    LocalDate knownOn,
    String source,
    String serviceTier) {

  private static final String CONFIGURATION = "configuration";

  private static final Kind<BigDecimal> DOLLARS =
      Kind.of("dollars for a million tokens, 0 to 100000", BigDecimal.ZERO, Price::dollars);
  private static final Kind<LocalDate> DAY =
      Kind.of("a day such as 2026-01-31", LocalDate.EPOCH, Price::day);

  private static final Kind<String> SERVICE_TIER =
      Kind.of("a word such as flex, priority or batch", "", Price::serviceTier);

  private static String serviceTier(String text) {
    if (!text.matches("[a-z0-9_-]{1,32}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static BigDecimal dollars(String text) {
    return Rates.checked(new BigDecimal(text));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Checks that every prompt has a tier. */
  public Price {
    tiers = List.copyOf(tiers);
    if (tiers.isEmpty() || tiers.getLast().upTo() != Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          "price: " + provider + "/" + model + " has an end (expected: a last tier without up_to)");
    }
  }

  /** One price for prompts of any length. */
  public static Price flat(
      String provider, String model, Rates rates, LocalDate knownOn, String source) {
    return new Price(provider, model, List.of(Tier.last(rates)), knownOn, source, "");
  }

  /** Label that says which price it is, and as of when. */
  String label() {
    var tier = serviceTier.isEmpty() ? "" : " " + serviceTier;
    var own = source.equals(CONFIGURATION) ? " (configuration)" : "";
    return provider + '/' + model + tier + ' ' + knownOn + own;
  }

  /** The same price for another tier of service. */
  Price of(String tier) {
    return new Price(provider, model, tiers, knownOn, source, tier);
  }

  /**
   * Reads {@code {provider, model, as_of, input, output, ...}}: dollars for a million tokens; with
   * {@code service_tier} only of calls that were served in it.
   */
  public static Price read(Section section) {
    var dollars = new HashMap<String, BigDecimal>();
    for (var name : Rates.names()) {
      section.value(name, DOLLARS).optional().ifPresent(price -> dollars.put(name, price));
    }
    for (var needed : Rates.needed()) {
      dollars.computeIfAbsent(needed, name -> section.value(name, DOLLARS).required());
    }
    var price =
        flat(
            section.string("provider").required(),
            section.string("model").required(),
            Rates.perMillion(dollars),
            section.value("as_of", DAY).required(),
            CONFIGURATION);
    return section.value("service_tier", SERVICE_TIER).optional().map(price::of).orElse(price);
  }

  /** Cost of the usage. */
  public Cost cost(Usage usage) {
    for (var tier : tiers) {
      if (usage.input() <= tier.upTo) {
        return tier.rates.cost(usage);
      }
    }
    return Cost.UNKNOWN; // no prompt is longer than the last tier
  }

  /**
   * The price of calls up to a length of the prompt: of all their tokens, not only of those beyond
   * the tier before.
   *
   * @param upTo the longest prompt, in tokens, {@link Long#MAX_VALUE} for any
   * @param rates the price
   */
  public record Tier(long upTo, Rates rates) {
    static Tier last(Rates rates) {
      return new Tier(Long.MAX_VALUE, rates);
    }
  }
}
