package dev.tutti.report.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.TestingLoop;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Outcome;
import dev.tutti.chat.Usage;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.LedgerSettings;
import dev.tutti.ledger.Price;
import dev.tutti.ledger.Prices;
import dev.tutti.ledger.Rates;
import dev.tutti.report.FigureSource;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Costs are split by the kinds of tokens where the price says what each kind has cost. */
class FocusExportTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  private static final DeploymentId MINI = new DeploymentId("openai", "gpt-4o-mini");
  private static final Prices SHIPPED = Prices.shipped();

  @TempDir Path folder;
  private Store store;
  private Ledger ledger;
  private Prices prices = SHIPPED;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    var clock = InstantSource.fixed(NOON);
    ledger = Ledger.open(store, () -> prices, clock, LedgerSettings.defaults());
  }

  @AfterEach
  void close() {
    ledger.close();
    store.close();
  }

  private void attempt(DeploymentId target, Usage usage) {
    var call = new Call("call", Caller.ANONYMOUS, new TestingLoop(), Duration.ofMinutes(1));
    var attempt = call.attempt(target);
    var _ = ledger.admit(ChatRequest.builder("alias").user("Hello").build(), call, attempt);
    attempt.settle(new Outcome.Completed(usage));
  }

  /** Kind of tokens, their number, their cost, and how many attempts are counted in the row. */
  private List<List<String>> rows() {
    var clock = InstantSource.fixed(NOON);
    var day =
        ReportScope.of(
            NOON.minus(Duration.ofHours(12)),
            NOON.plus(Duration.ofHours(12)),
            ZoneOffset.UTC,
            "",
            NOON);
    var export = new FocusExport(FigureSource.over(ledger, clock), ledger::prices);
    var file = CsvRows.parse(FocusExport.headings() + export.day(day), 100);
    var headings = file.getFirst().cells();
    return file.stream()
        .skip(1)
        .map(
            row ->
                List.of(
                    row.cells().get(headings.indexOf("x_TokenKind")),
                    row.cells().get(headings.indexOf("ConsumedQuantity")),
                    plain(row.cells().get(headings.indexOf("BilledCost"))),
                    row.cells().get(headings.indexOf("x_Attempts"))))
        .toList();
  }

  private static String plain(String dollars) {
    return new BigDecimal(dollars).stripTrailingZeros().toPlainString();
  }

  @Test
  void kinds_of_tokens_have_rows_that_add_up_to_what_the_attempts_cost() {
    attempt(MINI, new Usage(1_001, 100, 400, 0, 0, 0, 0, false));
    attempt(MINI, new Usage(2_002, 33, 0, 0, 0, 0, 0, false));
    assertThat(rows())
        .containsExactly(
            List.of("input", "2603", "0.00039045", "2"),
            List.of("cached_input", "400", "0.00003", "0"),
            List.of("output", "133", "0.0000798", "0"));
  }

  @Test
  void a_cost_whose_price_depends_on_the_length_of_prompts_stays_whole() {
    attempt(new DeploymentId("gemini", "gemini-2.5-pro"), Usage.of(1_000, 100));
    assertThat(rows()).containsExactly(List.of("", "1100", "0.00225", "1"));
  }

  @Test
  void a_cost_by_another_price_than_that_of_now_stays_whole() {
    attempt(MINI, Usage.of(1_000, 100));
    assertThat(ledger.flush()).succeedsWithin(Duration.ofSeconds(10));
    var mini = SHIPPED.find(MINI).orElseThrow();
    prices = SHIPPED.with(List.of(mini("0.2", mini.knownOn(), mini.source())));
    assertThat(rows()).containsExactly(List.of("", "1100", "0.00021", "1"));
  }

  private static Price mini(String input, LocalDate knownOn, String source) {
    var rates =
        Rates.perMillion(Map.of("input", new BigDecimal(input), "output", new BigDecimal("0.6")));
    return Price.flat(MINI.provider(), MINI.model(), rates, knownOn, source);
  }

  @Test
  void audio_and_what_has_no_price_stay_whole() {
    attempt(new DeploymentId("openai", "gpt-4o-audio-preview"), audio());
    attempt(new DeploymentId("mine", "unheard-of"), Usage.of(10, 5));
    assertThat(rows())
        .containsExactly(List.of("", "1100", "0.0065", "1"), List.of("", "15", "0", "1"));
  }

  private static Usage audio() {
    return new Usage(1_000, 100, 0, 0, 0, 80, 0, false);
  }
}
