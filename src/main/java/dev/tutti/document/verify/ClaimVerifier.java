package dev.tutti.document.verify;

import dev.tutti.document.block.BlockWriter;
import dev.tutti.document.block.ParsedDocument;
import dev.tutti.document.number.DecimalComma;
import dev.tutti.document.number.NumberGrammar;
import dev.tutti.document.number.NumberKind;
import dev.tutti.document.number.NumberMention;
import dev.tutti.document.number.NumberSurroundings;
import dev.tutti.document.number.PeriodGrammar;
import dev.tutti.document.verify.ClaimVerdict.Citation;
import dev.tutti.document.verify.ContradictionFinder.FoundContradiction;
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
  private final @Nullable String period;
  private final ParsedDocument document;
  private final NumberSurroundings around;

  /** Numbers of the document, read when a number of prose is first judged. */
  private @Nullable KnownNumbers numbers;

  private @Nullable List<FoundContradiction> contradictions;

  /** Verifier of claims about a document. */
  public ClaimVerifier(ParsedDocument document) {
    this.document = document;
    this.quotes = new QuoteIndex(document);
    this.around = DecimalComma.around(document.text());
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

  /**
   * Verdict over a claim, and whether the document contradicts itself there: a change that its own
   * figures do not give, a text against a table.
   */
  public ClaimVerdict judged(DocumentClaim claim) {
    var verdict = verdict(claim);
    var at = verdict.citation();
    if (at == null || !verdict.verified() || !(claim instanceof MetricClaim metric)) {
      return verdict;
    }
    for (FoundContradiction each : contradictions()) {
      if (each.block().equals(at.block()) && concerns(each, metric, at.quote())) {
        return new ClaimVerdict(
            "contradicted",
            "%s: the document says %s, its figures give %s"
                .formatted(each.kind(), each.stated(), each.computed().toPlainString()),
            at);
      }
    }
    return verdict;
  }

  private boolean concerns(FoundContradiction found, MetricClaim claim, String quote) {
    if (!quote.contains(found.stated())) {
      return false;
    }
    return found.kind().equals("stated_vs_computed_change")
        ? claim.change() != null
        : read(found.stated()).stream()
            .anyMatch(each -> each.exact() && equal(claim.value(), each));
  }

  private synchronized List<FoundContradiction> contradictions() {
    var known = contradictions;
    if (known == null) {
      known = ContradictionFinder.find(document);
      contradictions = known;
    }
    return known;
  }

  /** Place of a quote, when it stands in the document. */
  public Optional<Citation> citation(String quote) {
    return quotes.find(quote);
  }

  /** Numbers of a passage of the document, with its decimal sign. */
  public List<NumberMention> read(String passage) {
    return NumberGrammar.read(passage, around);
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
    List<NumberMention> read = read(quote).stream().filter(n -> n.value() != null).toList();
    if (MetricNames.places(claim.name(), quote).isEmpty()) {
      return new ClaimVerdict("mismatch", "the quote does not name " + claim.name(), at);
    }
    NumberMention listed = ListedNumbers.of(claim.period(), read, quote);
    List<NumberMention> meant =
        listed == null ? NamedNumbers.of(claim.name(), read, quote) : List.of(listed);
    if (meant.isEmpty()) {
      return new ClaimVerdict("mismatch", "the quote holds no number for " + claim.name(), at);
    }
    NumberMention number = meant.getFirst();
    String wrong = difference(claim, number, quote, listed != null);
    for (int i = 1; wrong != null && i < meant.size(); i++) {
      if (difference(claim, meant.get(i), quote, false) == null) {
        number = meant.get(i);
        wrong = null;
      }
    }
    if (wrong == null && claim.change() != null) {
      wrong = change(claim.change(), read, number);
    }
    return wrong == null
        ? new ClaimVerdict("verified", "quote " + at.match() + ", and the value parses from it", at)
        : new ClaimVerdict("mismatch", wrong, at);
  }

  private @Nullable String difference(
      MetricClaim claim, NumberMention number, String quote, boolean listed) {
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
    if (claim.unit() != null && !MetricNames.sameUnit(claim.unit(), number.unit())) {
      return "unit " + claim.unit() + " (read: " + number.unit().name() + ")";
    }
    return claim.period() == null || listed
        ? null
        : ClaimedPeriod.difference(claim.period(), number, quote, period);
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
    List<NumberMention> cited = read(at.quote());
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

  private synchronized KnownNumbers numbers() {
    var known = numbers;
    if (known == null) {
      known = new KnownNumbers(document.text(), around);
      numbers = known;
    }
    return known;
  }

  /** Numbers of a text that the document does not hold. */
  public List<String> strays(String text) {
    var said = NumberGrammar.read(text).stream().filter(each -> each.value() != null).toList();
    if (said.isEmpty()) {
      return List.of();
    }
    return said.stream().filter(each -> !holds(each)).map(each -> each.raw(text)).toList();
  }

  /** Whether the document holds a number that somebody else says. */
  public boolean holds(NumberMention number) {
    return numbers().hold(number);
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
