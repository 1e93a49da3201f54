package dev.tutti.application.analysis;

import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reader of numbers that stand in a document in so plain a form that no model is needed: lines
 * {@code name: value}.
 */
final class NamedValues {
  private static final int LONGEST = 300;

  /** Each line is looked for in the whole document. */
  private static final int MOST_LINES = 2_000;

  private static final Pattern LINE =
      Pattern.compile("[\\s\\-•*·▪●]*+([^:：\\d]{1,40}?)\\s*+[:：]\\s*+(\\S.*)");

  private NamedValues() {}

  /** Adds the numbers with a name. */
  static void addMetrics(AnalysisSource source, AnalysisItems items) {
    source.document().blocks().stream()
        .filter(block -> !block.kind().equals("table") && !block.instruction())
        .flatMap(block -> block.text().lines())
        .filter(line -> line.length() <= LONGEST && LINE.matcher(line).matches())
        .limit(MOST_LINES)
        .forEach(line -> metric(source, line, items));
  }

  private static void metric(AnalysisSource source, String line, AnalysisItems items) {
    var named = LINE.matcher(line);
    if (!named.matches()) {
      return;
    }
    var quote = line.substring(named.start(1)).strip();
    var read = source.verifier().read(quote);
    int value = named.start(2) - named.start(1);
    var number = read.stream().filter(each -> starts(each, value)).findFirst().orElse(null);
    if (number == null || !number.exact()) {
      return;
    }
    var change = change(read, number);
    var claim =
        new MetricClaim(named.group(1).strip(), number.amount(), null, null, null, quote, change);
    var verdict = source.verifier().verdict(claim);
    var at = verdict.citation();
    if (verdict.verified() && at != null) {
      items.checks().metric(verdict);
      var period = number.sense().period();
      items.addMetric(
          new FoundMetric(
              claim.name(),
              number,
              number.raw(quote),
              period == null ? source.verifier().titlePeriod() : period,
              change,
              new CitedPlace(source, at),
              "computed"));
    }
  }

  /** A currency or a word such as 约 may stand before it. */
  private static boolean starts(NumberMention number, int value) {
    return number.kind() != NumberKind.MISSING
        && number.start() >= value
        && number.start() - value <= 2;
  }

  private static @Nullable ClaimedChange change(List<NumberMention> read, NumberMention number) {
    return read.stream()
        .filter(each -> each.start() >= number.end() && each.exact())
        .filter(each -> each.sense().change() || each.kind() == NumberKind.POINTS)
        .findFirst()
        .map(each -> new ClaimedChange(each.amount(), each.kind().word(), each.sense().basis()))
        .orElse(null);
  }
}
