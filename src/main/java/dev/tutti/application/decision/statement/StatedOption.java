package dev.tutti.application.decision.statement;

import dev.tutti.application.decision.simulation.UncertainInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Option as a text states it; filled by its reader, for one thread. */
public final class StatedOption {
  private static final List<String> LEVELS =
      List.of("低|low", "中低|medium-low", "中|中等|medium", "中高|medium-high", "高|high");

  private final String name;
  private final List<StatedFact> facts = new ArrayList<>();
  private final List<StatedLoss> losses = new ArrayList<>();
  private int level;

  StatedOption(String name) {
    this.name = name;
  }

  void add(StatedFact fact) {
    facts.add(fact);
  }

  void add(StatedLoss loss) {
    losses.add(loss);
  }

  void level(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replace(' ', '-');
    for (int rank = 0; rank < LEVELS.size(); rank++) {
      if (List.of(LEVELS.get(rank).split("\\|")).contains(plain)) {
        level = rank + 1;
      }
    }
  }

  /** Name as the text says it. */
  public String name() {
    return name;
  }

  /** Level of risk from 1 to 5, where the text says one. */
  public OptionalInt level() {
    return level == 0 ? OptionalInt.empty() : OptionalInt.of(level);
  }

  /** Losses that have a probability. */
  public List<StatedLoss> losses() {
    return List.copyOf(losses);
  }

  Stream<StatedFact> facts(StatementKind kind) {
    return facts.stream().filter(fact -> fact.kind() == kind);
  }

  /** Whether both outlay and income are stated. */
  public boolean priced() {
    return facts(StatementKind.OUTLAY).findAny().isPresent()
        && Stream.of(StatementKind.INFLOW, StatementKind.TOTAL)
            .flatMap(this::facts)
            .findAny()
            .isPresent();
  }

  /** Sum of all outlays at their lower ends. */
  public double outlay() {
    return facts(StatementKind.OUTLAY).mapToDouble(fact -> fact.number().low()).sum();
  }

  /** Income of a year at its lower end, less what the year takes. */
  double inflow() {
    double years = years().orElse(1);
    return income(fact -> fact.number().low(), years) - upkeep(fact -> fact.number().high());
  }

  /** Income of a usual year: as it is stated, else an equal part of that of all years. */
  private double income(ToDoubleFunction<StatedFact> end, double years) {
    return facts(StatementKind.INFLOW)
        .mapToDouble(end)
        .findFirst()
        .orElseGet(() -> facts(StatementKind.TOTAL).mapToDouble(end).findFirst().orElse(0) / years);
  }

  private double upkeep(ToDoubleFunction<StatedFact> end) {
    return facts(StatementKind.UPKEEP).mapToDouble(end).sum();
  }

  /** Years for which income is stated. */
  public OptionalDouble years() {
    return facts(StatementKind.YEARS).mapToDouble(fact -> fact.number().years()).findFirst();
  }

  /** Whether income is one number, so that figures can be held against it. */
  boolean exact() {
    return priced()
        && facts.stream().allMatch(fact -> fact.number().low() == fact.number().high())
        && incomes() == 1
        && (years().isPresent() || facts(StatementKind.TOTAL).findAny().isEmpty());
  }

  private long incomes() {
    return facts(StatementKind.INFLOW).count() + facts(StatementKind.TOTAL).count();
  }

  /** Years after which all outlays are back, by the income of a year alone. */
  public OptionalDouble payback() {
    return exact() && inflow() > 0
        ? OptionalDouble.of(outlay() / inflow())
        : OptionalDouble.empty();
  }

  /** The same where income begins after the last outlay. */
  double latestPayback() {
    return lastOutlay() + payback().orElse(Double.POSITIVE_INFINITY);
  }

  private int lastOutlay() {
    return facts(StatementKind.OUTLAY).mapToInt(StatedFact::year).max().orElse(0);
  }

  /** Net of all years by all outlays, where the years are stated. */
  public OptionalDouble roi() {
    return exact() && years().isPresent()
        ? OptionalDouble.of((inflow() * years().getAsDouble() - outlay()) / outlay())
        : OptionalDouble.empty();
  }

  /**
   * Cash flows year by year, each between its ends.
   *
   * @param scale of the unit that they are to be in
   */
  public List<UncertainInput> flows(FlowAssumptions assumed, double scale) {
    NavigableMap<Integer, StatedFact> named = byYear();
    int begin = facts(StatementKind.INFLOW).mapToInt(StatedFact::year).min().orElse(1);
    begin = named.isEmpty() ? Math.max(Math.max(1, begin), lastOutlay() + 1) : named.firstKey();
    int last = years().isPresent() ? begin - 1 + (int) years().getAsDouble() : assumed.horizon();
    last = Math.max(last, named.isEmpty() ? begin : named.lastKey());
    List<UncertainInput> flows = new ArrayList<>();
    for (int year = 0; year <= last; year++) {
      double low = income(year, begin, named, assumed, fact -> fact.number().low());
      double high = income(year, begin, named, assumed, fact -> fact.number().high());
      low -= outlay(year, begin, fact -> fact.number().high());
      high -= outlay(year, begin, fact -> fact.number().low());
      flows.add(
          new UncertainInput("year " + year, low / scale, (low + high) / 2 / scale, high / scale));
    }
    return flows;
  }

  /** Incomes of years that are named one by one; empty where there is one for all. */
  private NavigableMap<Integer, StatedFact> byYear() {
    NavigableMap<Integer, StatedFact> named = new TreeMap<>();
    facts(StatementKind.INFLOW)
        .filter(fact -> fact.year() > 0)
        .forEach(fact -> named.putIfAbsent(fact.year(), fact));
    return named.size() < 2 ? new TreeMap<>() : named;
  }

  private double income(
      int year,
      int begin,
      NavigableMap<Integer, StatedFact> named,
      FlowAssumptions assumed,
      ToDoubleFunction<StatedFact> end) {
    if (year < begin) {
      return 0;
    }
    if (named.isEmpty()) {
      double years = years().orElse(Math.max(1, assumed.horizon() - begin + 1.0));
      double growth = Math.pow(1 + assumed.growth(), year - begin);
      return assumed.margin() * growth * income(end, years);
    }
    StatedFact own = named.get(year);
    return own == null
        ? assumed.margin() * always(year, named.lastKey(), end)
        : assumed.margin() * end.applyAsDouble(own);
  }

  /** Income of the years after those that are named. */
  private double always(int year, int lastNamed, ToDoubleFunction<StatedFact> end) {
    return year < lastNamed
        ? 0
        : facts(StatementKind.INFLOW)
            .filter(fact -> fact.year() == 0)
            .mapToDouble(end)
            .findFirst()
            .orElse(0);
  }

  private double outlay(int year, int begin, ToDoubleFunction<StatedFact> end) {
    double once =
        facts(StatementKind.OUTLAY).filter(fact -> fact.year() == year).mapToDouble(end).sum();
    return once + (year < begin ? 0 : upkeep(end));
  }

  /** Units in which amounts are printed. */
  public Set<MoneyUnit> units() {
    Set<MoneyUnit> units = new LinkedHashSet<>();
    facts.stream()
        .filter(fact -> fact.number().kind() == StatedNumber.Kind.MONEY)
        .forEach(fact -> units.add(fact.number().unit()));
    return units;
  }

  /** Months until it is there, or until the end of the year in which income begins. */
  public OptionalDouble months() {
    OptionalDouble stated =
        facts(StatementKind.DURATION).mapToDouble(fact -> fact.number().low()).findFirst();
    return stated.isPresent()
        ? stated
        : facts(StatementKind.INFLOW).mapToDouble(fact -> fact.year() * 12.0).min().stream()
            .filter(months -> months > 12)
            .findFirst();
  }
}
