package dev.tutti.application.decision.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a text that cannot be true together: outlays above the budget, a time beyond the
 * deadline, a payback or a return that the flows do not give, probabilities that do not sum to 1.
 * What its printed precision allows is no contradiction.
 */
public final class TextContradictions {
  private static final double NEAR = 1e-6;
  private static final double SUM_SLACK = 0.005;

  private TextContradictions() {}

  /**
   * Contradiction.
   *
   * @param kind budget_exceeded, deadline_missed, payback_wrong, roi_wrong or probability_sum
   * @param option that it is about, if one
   * @param where sentences that say it
   * @param stated figure as it is stated: money, months, years or a share
   * @param computed what follows from the other sentences; none when that depends on the reading
   */
  public record TextContradiction(
      String kind,
      @Nullable String option,
      List<TextSentence> where,
      double stated,
      @Nullable Double computed) {}

  /** All of a text. */
  public static List<TextContradiction> of(TextReading reading) {
    List<TextContradiction> found = new ArrayList<>();
    Optional<StatedFact> budget = reading.first(StatementKind.BUDGET);
    Optional<StatedFact> deadline = reading.first(StatementKind.DEADLINE);
    for (StatedOption option : reading.options()) {
      budget.ifPresent(fact -> budget(fact, option, found));
      deadline.ifPresent(fact -> deadline(fact, option, found));
      payback(option, found);
      roi(option, found);
    }
    probabilities(reading, found);
    return found;
  }

  private static void budget(
      StatedFact budget, StatedOption option, List<TextContradiction> found) {
    if (option.outlay() > budget.number().high() * (1 + NEAR)) {
      found.add(
          new TextContradiction(
              "budget_exceeded",
              option.name(),
              where(Stream.concat(Stream.of(budget), option.facts(StatementKind.OUTLAY))),
              budget.number().high(),
              option.outlay()));
    }
  }

  private static void deadline(
      StatedFact deadline, StatedOption option, List<TextContradiction> found) {
    double limit = deadline.number().high();
    Stream.concat(option.facts(StatementKind.DURATION), late(option))
        .filter(fact -> months(fact) > limit * (1 + NEAR))
        .findFirst()
        .ifPresent(
            fact ->
                found.add(
                    new TextContradiction(
                        "deadline_missed",
                        option.name(),
                        where(Stream.of(deadline, fact)),
                        limit,
                        months(fact))));
  }

  /** Income that begins at the end of a later year, where nothing says when the option is there. */
  private static Stream<StatedFact> late(StatedOption option) {
    return option.facts(StatementKind.DURATION).findAny().isPresent()
        ? Stream.empty()
        : option.facts(StatementKind.INFLOW).filter(fact -> fact.year() > 1);
  }

  private static double months(StatedFact fact) {
    return fact.kind() == StatementKind.DURATION ? fact.number().low() : fact.year() * 12.0;
  }

  private static void payback(StatedOption option, List<TextContradiction> found) {
    var earliest = option.payback();
    Optional<StatedFact> stated = option.facts(StatementKind.PAYBACK).findFirst();
    if (earliest.isEmpty() || stated.isEmpty()) {
      return;
    }
    double from = earliest.getAsDouble() * 12;
    double to = option.latestPayback() * 12;
    StatedFact fact = stated.get();
    boolean between = fact.number().low() > from && fact.number().low() < to;
    if (!between
        && !fact.number().near(from, fact.roughly())
        && !fact.number().near(to, fact.roughly())) {
      found.add(
          new TextContradiction(
              "payback_wrong",
              option.name(),
              where(Stream.concat(flows(option), Stream.of(fact))),
              fact.number().years(),
              to > from ? null : earliest.getAsDouble()));
    }
  }

  private static void roi(StatedOption option, List<TextContradiction> found) {
    var computed = option.roi();
    Optional<StatedFact> stated = option.facts(StatementKind.ROI).findFirst();
    if (computed.isPresent()
        && stated.isPresent()
        && !stated.get().number().near(computed.getAsDouble(), stated.get().roughly())) {
      found.add(
          new TextContradiction(
              "roi_wrong",
              option.name(),
              where(Stream.concat(flows(option), stated.stream())),
              stated.get().number().low(),
              computed.getAsDouble()));
    }
  }

  private static Stream<StatedFact> flows(StatedOption option) {
    return Stream.of(
            StatementKind.OUTLAY,
            StatementKind.INFLOW,
            StatementKind.TOTAL,
            StatementKind.UPKEEP,
            StatementKind.YEARS)
        .flatMap(option::facts);
  }

  private static void probabilities(TextReading reading, List<TextContradiction> found) {
    for (TextSentence sentence : reading.sentences()) {
      List<StatedFact> outcomes =
          reading.facts().stream()
              .filter(fact -> fact.kind() == StatementKind.PROBABILITY)
              .filter(fact -> fact.sentence().number() == sentence.number())
              .toList();
      double sum = outcomes.stream().mapToDouble(fact -> fact.number().low()).sum();
      long options = outcomes.stream().map(StatedFact::option).distinct().count();
      if (outcomes.size() > 1 && options == 1 && Math.abs(sum - 1) > SUM_SLACK) {
        found.add(
            new TextContradiction(
                "probability_sum", null, List.of(sentence), 1, Math.round(sum * 1e6) / 1e6));
      }
    }
  }

  private static List<TextSentence> where(Stream<StatedFact> facts) {
    return facts
        .map(StatedFact::sentence)
        .distinct()
        .sorted((a, b) -> Integer.compare(a.number(), b.number()))
        .toList();
  }
}
