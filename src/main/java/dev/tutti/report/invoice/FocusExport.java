package dev.tutti.report.invoice;

import dev.tutti.ledger.Cost;
import dev.tutti.ledger.CostSplit;
import dev.tutti.ledger.Prices;
import dev.tutti.ledger.TokenCost;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureBreakdown;
import dev.tutti.report.FigureSource;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import dev.tutti.text.Csv;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Export of costs in the form of FOCUS 1.2: the 21 columns that every file must have, a few of
 * those that fit, and columns of our own, whose names begin with {@code x_}. A row is the use of
 * one kind of a deployment's tokens by one key, owner, skill and model at one price on one day, or
 * of all kinds where {@link CostSplit} does not know what each has cost; of a day with more than
 * 1,000 such groups of kinds the smallest are one row together. What is counted of attempts stands
 * in the first row of a group. The rows add up to what the ledger says, to the nano-dollar.
 *
 * @see <a href="https://focus.finops.org/focus-specification/v1-2/">FOCUS 1.2</a>
 */
public final class FocusExport {
  /** Version of the form. */
  public static final String VERSION = "1.2";

  /** The most days of an export. */
  public static final int MOST_DAYS = 366;

  private static final List<Dimension> BY =
      List.of(
          Dimension.PROVIDER,
          Dimension.DEPLOYMENT,
          Dimension.OWNER,
          Dimension.KEY,
          Dimension.SKILL,
          Dimension.MODEL,
          Dimension.PRICE);
  private static final int PRICE = BY.indexOf(Dimension.PRICE);
  private static final String REST = "(other)";
  private static final List<String> COLUMNS =
      List.of(
          "BilledCost",
          "BillingAccountId",
          "BillingAccountName",
          "BillingCurrency",
          "BillingPeriodEnd",
          "BillingPeriodStart",
          "ChargeCategory",
          "ChargeClass",
          "ChargeDescription",
          "ChargeFrequency",
          "ChargePeriodEnd",
          "ChargePeriodStart",
          "ConsumedQuantity",
          "ConsumedUnit",
          "ContractedCost",
          "EffectiveCost",
          "InvoiceIssuerName",
          "ListCost",
          "PricingQuantity",
          "PricingUnit",
          "ProviderName",
          "PublisherName",
          "ResourceId",
          "ServiceCategory",
          "ServiceName",
          "ServiceSubcategory",
          "SubAccountId",
          "x_FocusVersion",
          "x_TokenKind",
          "x_Model",
          "x_Key",
          "x_Skill",
          "x_Attempts",
          "x_FailedAttempts",
          "x_InputTokens",
          "x_CachedInputTokens",
          "x_OutputTokens",
          "x_ReasoningTokens",
          "x_EstimatedAttempts",
          "x_UnpricedAttempts");

  private static final List<ReportMeasure> COUNTED =
      List.of(
          ReportMeasure.ATTEMPTS,
          ReportMeasure.FAILED_ATTEMPTS,
          ReportMeasure.INPUT_TOKENS,
          ReportMeasure.CACHED_INPUT_TOKENS,
          ReportMeasure.OUTPUT_TOKENS,
          ReportMeasure.REASONING_TOKENS,
          ReportMeasure.ESTIMATED,
          ReportMeasure.UNPRICED);

  private final FigureSource source;
  private final Supplier<Prices> prices;

  /**
   * An export of these figures.
   *
   * @param prices those of now, by which costs are split
   */
  public FocusExport(FigureSource source, Supplier<Prices> prices) {
    this.source = source;
    this.prices = prices;
  }

  /**
   * Part of a group that is a row.
   *
   * @param kind of its tokens; empty for all of them
   * @param isFirst whether it is the group's first
   */
  private record Part(
      String kind, @Nullable BigDecimal tokens, @Nullable BigDecimal cost, boolean isFirst) {
    /** All of a group. */
    static Part whole(Figures figures) {
      return new Part(
          "", value(figures, ReportMeasure.TOTAL_TOKENS), value(figures, ReportMeasure.COST), true);
    }

    static Part of(TokenCost cost, boolean isFirst) {
      return new Part(
          cost.kind().word(),
          BigDecimal.valueOf(cost.tokens()),
          new Cost.Known(cost.nanoDollars()).dollars(),
          isFirst);
    }

    String description(String deployment) {
      return kind.isEmpty()
          ? "Tokens of " + deployment
          : "Tokens (%s) of %s".formatted(kind.replace('_', ' '), deployment);
    }
  }

  /** First line of a file. */
  public static String headings() {
    return Csv.line(COLUMNS);
  }

  /**
   * Days of a span, the first and the last perhaps in part. A file is written a day after the
   * other, since a year of them may be more than fits into memory.
   *
   * @throws IllegalArgumentException when there are too many
   */
  public static List<ReportScope> days(ReportScope scope) {
    if (scope.to().isAfter(scope.from().plus(MOST_DAYS + 1, ChronoUnit.DAYS))) {
      throw new IllegalArgumentException(
          "from, to: %s, %s (expected: at most %d days)"
              .formatted(scope.from(), scope.to(), MOST_DAYS));
    }
    var days = new ArrayList<ReportScope>();
    var end = scope.to();
    for (var from = scope.from(); from.isBefore(end); from = nextDay(from, scope.zone())) {
      var next = nextDay(from, scope.zone());
      days.add(scope.within(from, next.isBefore(end) ? next : end));
    }
    return days;
  }

  private static Instant nextDay(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /**
   * Lines of one day. Blocks.
   *
   * @throws IllegalArgumentException when the filter leaves attempts out
   */
  public String day(ReportScope day) {
    var groups = Store.await(source.by(day, BY, ReportMeasure.COST, FigureSource.MOST_ROWS));
    var split = prices.get().costSplit();
    var text = new StringBuilder();
    for (var row : groups.rows()) {
      parts(row, split).forEach(part -> text.append(line(day, row, part)));
    }
    if (groups.left() > 0) {
      var names = BY.stream().map(_ -> REST).toList();
      var rest = new FigureBreakdown.Row(names, groups.rest());
      text.append(line(day, rest, Part.whole(groups.rest())));
    }
    return text.toString();
  }

  private static List<Part> parts(FigureBreakdown.Row row, CostSplit split) {
    var parts = new ArrayList<Part>();
    for (var cost : split.of(row.names().get(PRICE), sum(row.figures()))) {
      parts.add(Part.of(cost, parts.isEmpty()));
    }
    return parts.isEmpty() ? List.of(Part.whole(row.figures())) : parts;
  }

  private static TokenCost.Sum sum(Figures figures) {
    var spend = figures.spend();
    return new TokenCost.Sum(
        figures.attempts().count(),
        spend.input(),
        spend.cachedInput(),
        spend.cacheWrite(),
        spend.output(),
        spend.reasoning(),
        spend.audioInput() + spend.audioOutput(),
        spend.nanoDollars());
  }

  private static String line(ReportScope day, FigureBreakdown.Row row, Part part) {
    var provider = named(row.names().get(0));
    var deployment = named(row.names().get(1));
    var month = day.from().atZone(day.zone()).toLocalDate().withDayOfMonth(1);
    var cost = part.cost;
    var tokens = part.tokens;
    var cells = new ArrayList<@Nullable Object>();
    add(cells, cost, provider, provider, "USD", begin(month.plusMonths(1), day), begin(month, day));
    add(cells, "Usage", null, part.description(deployment), "Usage-Based");
    add(cells, time(day.to()), time(day.from()), tokens, "Tokens", cost, cost, provider, cost);
    add(cells, tokens, "Tokens", provider, provider, deployment);
    add(cells, "AI and Machine Learning", deployment, "Generative AI", row.names().get(2));
    add(cells, VERSION, part.kind, row.names().get(5), row.names().get(3), row.names().get(4));
    for (var measure : COUNTED) {
      cells.add(part.isFirst ? value(row.figures(), measure) : BigDecimal.ZERO);
    }
    return Csv.line(cells);
  }

  private static void add(List<@Nullable Object> to, @Nullable Object... cells) {
    for (var cell : cells) {
      to.add(cell);
    }
  }

  /** Columns that must not be empty. */
  private static String named(String name) {
    return name.isEmpty() ? "(unknown)" : name;
  }

  private static @Nullable BigDecimal value(Figures figures, ReportMeasure measure) {
    return measure.value(figures).value();
  }

  private static String begin(LocalDate day, ReportScope scope) {
    return time(day.atStartOfDay(scope.zone()).toInstant());
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
