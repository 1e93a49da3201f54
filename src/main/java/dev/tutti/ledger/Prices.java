package dev.tutti.ledger;

import dev.tutti.call.Target;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * What models cost: a dated table that ships with Tutti, and whatever the operator knows better.
 * Immutable, but for a memory of what was looked up.
 *
 * <p>A price is found by the provider and the upstream's name for the model. When there is none,
 * what marks a version is taken off the name's end, piece by piece: {@code gpt-4o-mini-2024-07-18}
 * costs what {@code gpt-4o-mini} does. Nothing else is guessed: a model without a price has no
 * known cost.
 */
public final class Prices {
  private static final Usage THOUSAND = new Usage(1_000, 1_000, 0, 0, 0, 0, 0, false);
  private static final Pattern VERSION =
      Pattern.compile(
          "(-\\d{4}-\\d{2}-\\d{2}" // gpt-4o-2024-08-06
              + "|-preview-\\d{2}-\\d{2,4}" // gemini-2.5-flash-preview-09-2025
              + "|-\\d{2}-\\d{4}" // command-r-08-2024
              + "|-\\d{8}|-\\d{6}|-\\d{4}|-\\d{3}" // claude-sonnet-4-20250514, grok-4-0709
              + "|-latest|:latest|@\\d{8})$");

  private static final Set<String> FREE = Set.of("ollama", "sim", "tutti");

  /** How many deployments are remembered; callers may name any model of a provider. */
  private static final int MOST = 1_000;

  private final Map<Key, Price> table;
  private final Map<String, String> presets;
  private final ConcurrentHashMap<Target, Price> found = new ConcurrentHashMap<>();

  private Prices(Map<Key, Price> table, Map<String, String> presets) {
    this.table = Map.copyOf(table);
    this.presets = Map.copyOf(presets);
  }

  /** The table that ships with Tutti. */
  public static Prices shipped() {
    return new Prices(Map.of(), Map.of()).with(PriceTable.shipped());
  }

  /** The same prices, but for these, which replace what the table says of their models. */
  public Prices with(Collection<Price> known) {
    var all = new HashMap<>(table);
    known.forEach(price -> all.put(new Key(price.provider(), price.model()), price));
    return new Prices(all, presets);
  }

  /**
   * The same prices, for providers that are called otherwise than their presets.
   *
   * @param presetOf the preset of each provider by its name in the configuration
   */
  public Prices naming(Map<String, String> presetOf) {
    return new Prices(table, presetOf);
  }

  /** What the usage of a deployment costs. */
  public Cost cost(Target target, Usage usage) {
    return find(target)
        .map(price -> price.cost(usage))
        .orElseGet(() -> isFree(target.provider()) ? Cost.NOTHING : Cost.UNKNOWN);
  }

  /**
   * US dollars for a million input and a million output tokens in short calls, to compare
   * deployments by; empty when no price is known.
   */
  public OptionalDouble perMillion(Target target) {
    return switch (cost(target, THOUSAND)) {
      case Cost.Known(long nanos) -> OptionalDouble.of(nanos / 1e6);
      case Cost.Unknown _ -> OptionalDouble.empty();
    };
  }

  /**
   * What an attempt cost. A failure that used nothing costs nothing; an answer without usage costs
   * nobody knows what.
   */
  public Cost cost(Target target, Outcome outcome) {
    if (!outcome.usage().isNone()) {
      return cost(target, outcome.usage());
    }
    return switch (outcome) {
      case Outcome.Completed _ -> isFree(target.provider()) ? Cost.NOTHING : Cost.UNKNOWN;
      case Outcome.Failed _ -> Cost.NOTHING;
    };
  }

  /** Whether a provider runs on the operator's own machine, or not at all, or is Tutti itself. */
  boolean isFree(String provider) {
    return FREE.contains(preset(provider));
  }

  /** The price of a deployment, by the provider's own name first, then by its preset. */
  public Optional<Price> find(Target target) {
    var known = found.get(target);
    if (known != null) {
      return Optional.of(known);
    }
    var price = search(target);
    if (found.size() < MOST) {
      price.ifPresent(each -> found.put(target, each));
    }
    return price;
  }

  private Optional<Price> search(Target target) {
    return find(target.provider(), target.model())
        .or(() -> find(preset(target.provider()), target.model()));
  }

  private Optional<Price> find(String provider, String model) {
    String name = model;
    String shorter = name;
    do {
      name = shorter;
      var price = table.get(new Key(provider, name));
      if (price != null) {
        return Optional.of(price);
      }
      shorter = VERSION.matcher(name).replaceFirst("");
    } while (!shorter.equals(name));
    return Optional.empty();
  }

  private String preset(String provider) {
    return presets.getOrDefault(provider, provider);
  }

  private record Key(String provider, String model) {}
}
