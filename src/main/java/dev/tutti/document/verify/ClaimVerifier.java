package dev.tutti.document.verify;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.verify.ClaimVerdict.Citation;
import dev.tutti.document.verify.DocumentClaim.ClaimedChange;
import dev.tutti.document.verify.DocumentClaim.InsightClaim;
import dev.tutti.document.verify.DocumentClaim.MetricClaim;
import dev.tutti.document.verify.DocumentClaim.ProseClaim;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Verifier of claims about one document. Thread-safe. */
public final class ClaimVerifier {
  private static final BigDecimal NEAR = new BigDecimal("0.000000001");
  private final QuoteIndex quotes;
  private final List<NumberMention> numbers;
  private final @Nullable String period;
  private final ParsedDocument document;

  /** Verifier of claims about a document. */
  public ClaimVerifier(ParsedDocument document) {
    this.document = document;
    this.quotes = new QuoteIndex(document);
    this.numbers = NumberGrammar.read(document.text());
    var found = PeriodGrammar.find(document.title());
    this.period = found.isEmpty() ? null : found.getFirst().period();
  }

  /** Verdict over a claim. */
  public ClaimVerdict verdict(DocumentClaim claim) {
    return switch (claim) {
      case MetricClaim metric -> cited(metric.quote(), at -> metric(metric, at));
      case InsightClaim insight -> cited(insight.quote(), at -> insight(insight, at));
      case ProseClaim prose -> prose(prose);
    };
  }

  /** Place of a quote, when it stands in the document. */
  public Optional<Citation> citation(String quote) {
    return quotes.find(quote);
  }

  /** Period of the document's title. */
  public @Nullable String titlePeriod() {
    return period;
  }

  private interface Judge {
    ClaimVerdict judge(Citation at);
  }

  private ClaimVerdict cited(String quote, Judge judge) {
    Optional<Citation> found = quotes.find(quote);
    if (found.isEmpty()) {
      return new ClaimVerdict("rejected", "the quote does not stand in the document", null);
    }
    Citation at = found.get();
    if (BlockWriter.instructs(sentence(at))) {
      return new ClaimVerdict(
          "rejected", "the quote is of a passage that reads like an instruction", at);
    }
    return judge.judge(at);
  }

  private String sentence(Citation at) {
    String text = document.text();
    int from = at.start();
    while (from > 0
        && at.start() - from < 300
        && "。！？\n".indexOf(text.charAt(from - 1)) < 0
        && !text.startsWith(". ", from - 1)) {
      from--;
    }
    int to = at.end();
    while (to < text.length()
        && to - at.end() < 300
        && "。！？\n".indexOf(text.charAt(to)) < 0
        && !text.startsWith(". ", to)) {
      to++;
    }
    return text.substring(from, to);
  }

  private ClaimVerdict metric(MetricClaim claim, Citation at) {
    String quote = at.quote();
    List<NumberMention> read =
        NumberGrammar.read(quote).stream().filter(n -> n.value() != null).toList();
    int name = MetricNames.place(claim.name(), quote);
    if (name < 0) {
      return new ClaimVerdict("mismatch", "the quote does not name " + claim.name(), at);
    }
    NumberMention number = MetricNames.number(read, name, quote);
    if (number == null) {
      return new ClaimVerdict("mismatch", "the quote holds no number for " + claim.name(), at);
    }
    String wrong = difference(claim, number, quote);
    if (wrong == null && claim.change() != null) {
      wrong = change(claim.change(), read, number);
    }
    return wrong == null
        ? new ClaimVerdict("verified", "quote " + at.match() + ", and the value parses from it", at)
        : new ClaimVerdict("mismatch", wrong, at);
  }

  private @Nullable String difference(MetricClaim claim, NumberMention number, String quote) {
    if (claim.kind() != null && !claim.kind().equals(number.kind().word())) {
      return "kind " + claim.kind() + " (read: " + number.kind().word() + ")";
    }
    if (!equal(claim.value(), number)) {
      return "value "
          + claim.value().toPlainString()
          + " (read: "
          + number.amount().toPlainString()
          + ")";
    }
    String currency = claim.unit() == null ? null : MetricNames.currency(claim.unit());
    String written = number.unit().currency();
    if (currency != null && written != null && !currency.equals(written)) {
      return "unit " + claim.unit() + " (read: " + written + ")";
    }
    return claim.period() == null ? null : period(claim.period(), number, quote);
  }

  private @Nullable String period(String claimed, NumberMention number, String quote) {
    String read = null;
    for (PeriodGrammar.FoundPeriod each : PeriodGrammar.find(quote)) {
      if (read == null && each.end() <= number.start()) {
        read = each.period();
      }
    }
    String before = quote.substring(0, number.start());
    if (before.matches("(?is).*(?:上年同期|去年同期|prior[- ]year|year earlier)[^，,。;；]*")) {
      return "period " + claimed + " (read: the prior period)";
    }
    String meant = read == null ? period : read;
    if (meant == null
        || meant.equals(claimed)
        || claimed.endsWith(meant)
        || (period != null && period.equals(claimed) && period.startsWith(meant))) {
      return null;
    }
    return "period " + claimed + " (read: " + meant + ")";
  }

  private static @Nullable String change(
      ClaimedChange claimed, List<NumberMention> read, NumberMention number) {
    for (NumberMention each : read) {
      boolean change =
          (each.sense().change() || each.kind() == NumberKind.POINTS)
              && each.start() != number.start();
      if (change && each.kind().word().equals(claimed.kind()) && equal(claimed.value(), each)) {
        String basis = each.sense().basis();
        return basis == null || claimed.basis() == null || basis.equals(claimed.basis())
            ? null
            : "change against " + claimed.basis() + " (read: " + basis + ")";
      }
    }
    return "change of "
        + claimed.value().toPlainString()
        + " "
        + claimed.kind()
        + " is not in the quote";
  }

  private ClaimVerdict insight(InsightClaim claim, Citation at) {
    List<NumberMention> cited = NumberGrammar.read(at.quote());
    for (NumberMention each : NumberGrammar.read(claim.text())) {
      if (each.value() != null && cited.stream().noneMatch(c -> same(each, c))) {
        return new ClaimVerdict(
            "mismatch", "the quote does not hold " + each.raw(claim.text()), at);
      }
    }
    return new ClaimVerdict("verified", "quote " + at.match(), at);
  }

  private ClaimVerdict prose(ProseClaim claim) {
    List<String> strays = strays(claim.text());
    return strays.isEmpty()
        ? new ClaimVerdict("unverified", "no citation", null)
        : new ClaimVerdict("unverified", "stray numbers: " + String.join(", ", strays), null);
  }

  /** Numbers of a text that the document does not hold. */
  public List<String> strays(String text) {
    return NumberGrammar.read(text).stream()
        .filter(each -> each.value() != null && numbers.stream().noneMatch(n -> same(each, n)))
        .map(each -> each.raw(text))
        .toList();
  }

  private static boolean same(NumberMention a, NumberMention b) {
    return a.kind() == b.kind()
        && b.value() != null
        && a.value() != null
        && a.value().low().compareTo(b.value().low()) == 0
        && a.value().high().compareTo(b.value().high()) == 0;
  }

  private static boolean equal(BigDecimal claimed, NumberMention read) {
    return read.exact()
        && read.kind() != NumberKind.MISSING
        && claimed.subtract(read.amount()).abs().compareTo(NEAR) <= 0;
  }
}
