package dev.tutti.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tutti.call.DeploymentId;
import dev.tutti.chat.BillingDetails;
import dev.tutti.chat.Usage;
import dev.tutti.testing.KnownFault;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static final Prices SHIPPED = Prices.shipped();
  private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-mini, gpt-4o-mini",
    "openai, gpt-4o-mini-2024-07-18, gpt-4o-mini",
    "openai, gpt-4o-2024-08-06, gpt-4o",
    "openai, gpt-4o-2024-05-13, gpt-4o-2024-05-13",
    "openai, gpt-4-0613, gpt-4",
    "openai, gpt-4-1106-preview, gpt-4-1106-preview",
    "openai, gpt-5-chat-latest, gpt-5-chat",
    "anthropic, claude-sonnet-4-5-20250929, claude-sonnet-4-5",
    "anthropic, claude-sonnet-4-20250514, claude-sonnet-4",
    "anthropic, claude-3-7-sonnet-latest, claude-3-7-sonnet",
    "gemini, gemini-2.0-flash-001, gemini-2.0-flash",
    "gemini, gemini-2.5-flash-preview-05-20, gemini-2.5-flash",
    "gemini, gemini-2.5-flash-preview-09-2025, gemini-2.5-flash",
    "mistral, mistral-large-2411, mistral-large",
    "cohere, command-r-plus-08-2024, command-r-plus",
    "xai, grok-4-0709, grok-4",
    "groq, moonshotai/kimi-k2-instruct-0905, moonshotai/kimi-k2-instruct",
    "dashscope, qwen-max-2025-01-25, qwen-max",
    "dashscope, qwen-plus-latest, qwen-plus",
  })
  void a_dated_version_costs_what_its_model_does(String provider, String model, String row) {
    assertThat(SHIPPED.find(new DeploymentId(provider, model)))
        .hasValueSatisfying(price -> assertThat(price.model()).isEqualTo(row));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-search-preview",
    "openai, gpt-4o-realtime-preview-2024-12-17",
    "openai, gpt-6",
    "openai, '2024-07-18'",
    "anthropic, claude-opus-4-6",
    "groq, gpt-4o-mini",
    "mine, gpt-4o-mini",
  })
  void what_is_not_known_is_not_guessed(String provider, String model) {
    assertThat(SHIPPED.cost(new DeploymentId(provider, model), Usage.of(1, 1)))
        .isEqualTo(Cost.UNKNOWN);
  }

  @Test
  void providers_are_found_by_their_presets() {
    var prices = SHIPPED.naming(Map.of("claude", "anthropic", "local", "ollama"));
    assertThat(prices.cost(new DeploymentId("claude", "claude-haiku-4-5"), Usage.of(1_000, 0)))
        .isEqualTo(new Cost.Known(1_000_000));
    assertThat(prices.cost(new DeploymentId("local", "llama3.2"), Usage.of(1_000, 9)))
        .isEqualTo(Cost.NOTHING);
    assertThat(prices.cost(new DeploymentId("sim", "sim"), Usage.of(1, 1))).isEqualTo(Cost.NOTHING);
  }

  @Test
  void the_operator_knows_better() {
    var rates = RatesTest.rates("input", "7", "output", "0");
    var mine = Price.flat("mine", "qwen3-8b", rates, DAY, "contract");
    var deal = Price.flat("openai", "gpt-4o", rates, DAY, "contract");
    var local = Price.flat("ollama", "big", rates, DAY, "electricity");
    var prices = SHIPPED.with(List.of(mine, deal, local));
    for (var target :
        List.of(
            new DeploymentId("mine", "qwen3-8b"),
            new DeploymentId("openai", "gpt-4o-2024-11-20"),
            new DeploymentId("ollama", "big"))) {
      assertThat(prices.cost(target, Usage.of(1, 0))).isEqualTo(new Cost.Known(7_000));
    }
  }

  @Test
  void a_long_prompt_has_its_tier() {
    var pro = new DeploymentId("gemini", "gemini-2.5-pro");
    assertThat(SHIPPED.cost(pro, Usage.of(200_000, 0))).isEqualTo(new Cost.Known(250_000_000));
    assertThat(SHIPPED.cost(pro, Usage.of(200_001, 0))).isEqualTo(new Cost.Known(500_002_500));
  }

  @Test
  void yuan_are_counted_in_dollars() {
    // 1,000,000 x 2.4 yuan a million x 0.14 dollars
    assertThat(SHIPPED.cost(new DeploymentId("dashscope", "qwen-max"), Usage.of(1_000_000, 0)))
        .isEqualTo(new Cost.Known(336_000_000));
  }

  @Test
  void every_shipped_price_is_dated_and_has_a_source() {
    var all = PriceTable.shipped();
    assertThat(all).hasSizeGreaterThan(60);
    assertThat(all).allMatch(price -> price.source().startsWith("https://"));
    assertThat(all)
        .allMatch(price -> price.knownOn().isAfter(LocalDate.of(2025, 1, 1)))
        .allSatisfy(
            price ->
                assertThat(price.tiers())
                    .extracting(Price.Tier::upTo)
                    .isSorted()
                    .doesNotHaveDuplicates());
    assertThat(all)
        .allMatch(price -> price.cost(new Usage(9, 9, 3, 3, 3, 0, 0, false)) instanceof Cost.Known);
  }

  @Test
  void a_price_without_a_last_tier_is_an_error() {
    var tier = new Price.Tier(100, RatesTest.rates("input", "1", "output", "1"));
    assertThatThrownBy(() -> new Price("a", "b", List.of(tier), DAY, "x", ""))
        .hasMessage("price: a/b has an end (expected: a last tier without up_to)");
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void cache_writes_for_an_hour_cost_double() {
    var sonnet = new DeploymentId("anthropic", "claude-sonnet-4-5");
    assertThat(SHIPPED.cost(sonnet, written(100_000, 100_000)))
        .isEqualTo(new Cost.Known(600_000_000));
    assertThat(SHIPPED.cost(sonnet, written(100_000, 40_000)))
        .isEqualTo(new Cost.Known(40_000 * 6_000L + 60_000 * 3_750L));
    assertThat(SHIPPED.cost(sonnet, written(100_000, 0))).isEqualTo(new Cost.Known(375_000_000));
  }

  private static Usage written(long tokens, long hour) {
    return new Usage(tokens, 0, 0, tokens, 0, 0, 0, false)
        .billed(BillingDetails.NONE.hourCacheWrite(hour));
  }

  @ParameterizedTest
  @KnownFault("GATEWAY-F13")
  @CsvSource({
    "gpt-5, '', 1250",
    "gpt-5, default, 1250",
    "gpt-5, flex, 625",
    "gpt-5, priority, 2500",
    "gpt-5-2025-08-07, priority, 2500",
    "gpt-5, unheard-of, 1250",
    "o1, flex, 15000",
  })
  void tiers_of_service_have_prices_of_their_own(String model, String tier, long nanos) {
    var usage = Usage.of(1_000, 0).billed(BillingDetails.NONE.tier(tier));
    assertThat(SHIPPED.cost(new DeploymentId("openai", model), usage))
        .isEqualTo(new Cost.Known(nanos * 1_000));
  }

  @Test
  @KnownFault("GATEWAY-F13")
  void openrouters_word_counts_where_there_is_no_price() {
    var said = Usage.of(10, 10).billed(BillingDetails.NONE.costing(42_000));
    var unpriced = new DeploymentId("openrouter", "someone/new-model");
    assertThat(SHIPPED.cost(unpriced, said)).isEqualTo(new Cost.Known(42_000));
    assertThat(SHIPPED.charge(unpriced, said).isReported()).isTrue();
    assertThat(SHIPPED.cost(new DeploymentId("deepinfra", "new"), said)).isEqualTo(Cost.UNKNOWN);
    assertThat(SHIPPED.charge(new DeploymentId("openai", "gpt-5"), said).isReported()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "openai, gpt-5-2025-08-07, 'openai/gpt-5 20\\d\\d-\\d\\d-\\d\\d'",
        "openrouter, someone/new, reported",
        "ollama, llama, free",
        "openai, unheard-of, ''",
      })
  void a_cost_says_what_it_is_by(String provider, String model, String basis) {
    var usage = Usage.of(10, 10).billed(BillingDetails.NONE.costing(42_000));
    assertThat(SHIPPED.charge(new DeploymentId(provider, model), usage).basis()).matches(basis);
  }

  @Test
  @KnownFault("SECURITY-F4")
  void the_dearest_price_of_a_provider_is_that_of_its_preset_or_its_own() {
    var usage = Usage.of(1_000_000, 0);
    var named = SHIPPED.naming(Map.of("mine", "openai"));
    var openai = SHIPPED.budgeted(new DeploymentId("openai", "GPT-5"), usage);
    assertThat(openai.knownNanoDollars()).isGreaterThanOrEqualTo(150_000_000_000L);
    assertThat(named.budgeted(new DeploymentId("mine", "gpt-5 "), usage)).isEqualTo(openai);
    assertThat(named.budgeted(new DeploymentId("mine", "gpt-5"), usage))
        .isEqualTo(SHIPPED.cost(new DeploymentId("openai", "gpt-5"), usage));
    assertThat(SHIPPED.budgeted(new DeploymentId("nobody", "m"), usage)).isEqualTo(Cost.UNKNOWN);
    assertThat(SHIPPED.budgeted(new DeploymentId("ollama", "m"), usage)).isEqualTo(Cost.NOTHING);
  }
}
