package dev.tutti.ledger;

import static dev.tutti.ledger.Charge.Basis.DEAREST;
import static dev.tutti.ledger.Charge.Basis.FREE;
import static dev.tutti.ledger.Charge.Basis.NONE;
import static dev.tutti.ledger.Charge.Basis.REPORTED;

import dev.tutti.call.Attempt;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Prices of models: a dated table that ships with Tutti, and whatever the operator knows better.
 * Immutable, but for a memory of what was looked up.
 *
 * <p>A price is found by the provider and the upstream's name for the model. When there is none,
 * what marks a version is taken off the name's end, piece by piece: {@code gpt-4o-mini-2024-07-18}
 * costs what {@code gpt-4o-mini} does. Nothing else is guessed: a model without a price has no
 * known cost.
 */
public final class Prices {
  private static final Usage THOUSAND = Usage.of(1_000, 1_000);
  private static final Pattern VERSION =
      Pattern.compile(
          "(-\\d{4}-\\d{2}-\\d{2}" // gpt-4o-2024-08-06
              + "|-preview-\\d{2}-\\d{2,4}" // gemini-2.5-flash-preview-09-2025
              + "|-\\d{2}-\\d{4}" // command-r-08-2024
              + "|-\\d{8}|-\\d{6}|-\\d{4}|-\\d{3}" // claude-sonnet-4-20250514, grok-4-0709
              + "|-latest|:latest|@\\d{8})$");

  /** Presets whose {@code usage.cost} is in US dollars. */
  private static final Set<String> TELLING = Set.of("openrouter");

  private static final Set<String> OWN = Set.of("ollama", "sim", "tutti");

  /**
   * Number of deployments that are remembered, with a price and without one; callers may name any
   * model of a provider.
   */
  private static final int MOST = 1_000;

  private final Map<Key, Price> table;
  private final Map<String, String> presets;
  private final ConcurrentHashMap<DeploymentId, Price> found = new ConcurrentHashMap<>();
  private final Set<DeploymentId> missed = ConcurrentHashMap.newKeySet();

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
    known.forEach(price -> all.put(Key.of(price), price));
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

  /**
   * Cost of a deployment's usage: by the price of the tier that served it, or else by the standard
   * one; without a price, what its provider says that it cost.
   */
  public Cost cost(DeploymentId target, Usage usage) {
    return charge(target, usage).cost();
  }

  /** The same, with what it is by. */
  Charge charge(DeploymentId target, Usage usage) {
    var price = price(target, usage);
    return price.isPresent()
        ? Charge.of(price.get().cost(usage), price.get())
        : unpriced(target, usage);
  }

  private Optional<Price> price(DeploymentId target, Usage usage) {
    var tier = usage.billing().serviceTier();
    return tier.isEmpty() ? find(target) : search(target, tier).or(() -> find(target));
  }

  private Charge unpriced(DeploymentId target, Usage usage) {
    if (isFree(target.provider())) {
      return Charge.of(Cost.NOTHING, FREE);
    }
    return TELLING.contains(preset(target.provider())) && usage.billing().cost().isPresent()
        ? Charge.of(new Cost.Known(usage.billing().cost().getAsLong()), REPORTED)
        : Charge.of(Cost.UNKNOWN, NONE);
  }

  /**
   * US dollars for a million input and a million output tokens in short calls, to compare
   * deployments by; empty when no price is known.
   */
  public OptionalDouble perMillion(DeploymentId target) {
    return switch (cost(target, THOUSAND)) {
      case Cost.Known(long nanos) -> OptionalDouble.of(nanos / 1e6);
      case Cost.Unknown _ -> OptionalDouble.empty();
    };
  }

  /**
   * Cost of an attempt. A failure that used nothing costs nothing; an answer without usage costs
   * nobody knows what.
   */
  public Cost cost(DeploymentId target, Outcome outcome) {
    if (!outcome.usage().isNone()) {
      return cost(target, outcome.usage());
    }
    return switch (outcome) {
      case Outcome.Completed _ -> isFree(target.provider()) ? Cost.NOTHING : Cost.UNKNOWN;
      case Outcome.Failed _ -> Cost.NOTHING;
    };
  }

  /**
   * Cost of an attempt, also when nobody here chose its model: by the model that may have answered
   * and has a price, or else by the one that was asked, or else, where a budget pays for it, at the
   * dearest price of its provider.
   */
  public Cost cost(Attempt attempt, Outcome outcome) {
    return charge(attempt, outcome).cost();
  }

  /** The same, with what it is by. */
  Charge charge(Attempt attempt, Outcome outcome) {
    var target = attempt.target();
    if (outcome.usage().isNone()) {
      return Charge.of(cost(target, outcome), isFree(target.provider()) ? FREE : NONE);
    }
    var priced = priced(attempt);
    return attempt.isBudgeted()
        ? budgetedCharge(priced, outcome.usage())
        : charge(priced, outcome.usage());
  }

  private DeploymentId priced(Attempt attempt) {
    var target = attempt.target();
    for (var model : attempt.answering()) {
      var other = new DeploymentId(target.provider(), model);
      if (find(other).isPresent()) {
        return other;
      }
    }
    return target;
  }

  /**
   * Cost of a deployment's usage where a budget pays for it: without a price, as much as the
   * dearest model of its provider. Otherwise a name that only the upstream understands, such as one
   * in other letters, would be free.
   */
  public Cost budgeted(DeploymentId target, Usage usage) {
    return budgetedCharge(target, usage).cost();
  }

  private Charge budgetedCharge(DeploymentId target, Usage usage) {
    var charge = charge(target, usage);
    return charge.cost() instanceof Cost.Unknown
        ? Charge.of(dearest(target.provider(), usage), DEAREST)
        : charge;
  }

  /** Highest cost of a usage, whichever of a provider's models with a price is asked. */
  private Cost dearest(String provider, Usage usage) {
    var names = List.of(provider, preset(provider));
    return table.values().stream()
        .filter(price -> names.contains(price.provider()))
        .map(price -> price.cost(usage))
        .filter(Cost.Known.class::isInstance)
        .max(Comparator.comparingLong(Cost::knownNanoDollars))
        .orElse(Cost.UNKNOWN);
  }

  /** Split of costs by these prices. */
  public CostSplit costSplit() {
    return new CostSplit(table.values());
  }

  /** Whether a provider runs on the operator's own machine, or not at all, or is Tutti itself. */
  boolean isFree(String provider) {
    return OWN.contains(preset(provider));
  }

  /** The price of a deployment, by the provider's own name first, then by its preset. */
  public Optional<Price> find(DeploymentId target) {
    var known = found.get(target);
    if (known != null) {
      return Optional.of(known);
    }
    if (missed.contains(target)) {
      return Optional.empty();
    }
    var price = search(target, "");
    if (price.isEmpty() && missed.size() < MOST) {
      missed.add(target);
    } else if (price.isPresent() && found.size() < MOST) {
      found.put(target, price.get());
    }
    return price;
  }

  private Optional<Price> search(DeploymentId target, String tier) {
    return find(target.provider(), target.model(), tier)
        .or(() -> find(preset(target.provider()), target.model(), tier));
  }

  private Optional<Price> find(String provider, String model, String tier) {
    String name = model;
    String shorter = name;
    do {
      name = shorter;
      var price = table.get(new Key(provider, name, tier));
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

  private record Key(String provider, String model, String tier) {
    static Key of(Price price) {
      return new Key(price.provider(), price.model(), price.serviceTier());
    }
  }
}
