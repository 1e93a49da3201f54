package dev.tutti.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.cache.CacheSettings;
import dev.tutti.cache.SemanticSettings;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Sharing;
import dev.tutti.ledger.Prices;
import dev.tutti.resilience.budget.BudgetSettings;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.resilience.limit.LimitSettings;
import dev.tutti.resilience.limit.LocalRateLimiter;
import dev.tutti.routing.balance.TestingRouting;
import dev.tutti.routing.degrade.DegradeSettings;
import dev.tutti.routing.limit.AdmissionControl;
import dev.tutti.store.Store;
import dev.tutti.store.StoreSettings;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layers of models, read from the objects that their calls run through. */
class LayersTest {
  private static final CacheSettings CACHE =
      new CacheSettings(true, Duration.ofMinutes(1), Duration.ZERO, 1 << 10, SemanticSettings.OFF);
  private static final DegradeSettings DEGRADE = new DegradeSettings(false, "", "Sorry");

  @TempDir private Path folder;
  private final TestingRouting routing = new TestingRouting();
  private Store store;
  private Budgets budgets;

  @BeforeEach
  void open() {
    store = Store.open(StoreSettings.in(folder));
    budgets = Budgets.open(store, InstantSource.system(), () -> BudgetSettings.NONE, (_, _) -> {});
  }

  @AfterEach
  void close() {
    budgets.close();
    store.close();
  }

  @Test
  void a_call_meets_every_layer_in_one_order() {
    assertThat(names(layered(CACHE, Sharing.ALWAYS, DEGRADE).whole()))
        .containsExactly(
            "LimitedModel",
            "BudgetedModel",
            "CachedModel",
            "CoalescingModel",
            "StructuredModel",
            "DegradingModel",
            "FallbackModel",
            "RetryingModel");
  }

  @Test
  void a_layer_that_is_not_configured_is_no_object() {
    assertThat(names(layered(CacheSettings.OFF, Sharing.NEVER, DegradeSettings.NONE).whole()))
        .containsExactly(
            "LimitedModel", "BudgetedModel", "StructuredModel", "FallbackModel", "RetryingModel");
  }

  @Test
  void what_an_admitted_call_asks_besides_is_not_admitted_again() {
    var layered = layered(CACHE, Sharing.BY_REQUEST, DegradeSettings.NONE);
    assertThat(names(layered.admitted()))
        .containsExactly(
            "CachedModel", "CoalescingModel", "StructuredModel", "FallbackModel", "RetryingModel");
    assertThat(chain(layered.whole()))
        .endsWith(chain(layered.admitted()).toArray(ChatModel[]::new));
  }

  private Layers.LayeredModel layered(
      CacheSettings cache, Sharing sharing, DegradeSettings degrade) {
    var limiter = new LocalRateLimiter(routing.loop::nanos, 1);
    var limits = new CallLimits(limiter, () -> LimitSettings.NONE, routing.meters);
    var admission = new AdmissionControl(limits, budgets, Prices::shipped);
    var settings = with(ModelSettings.of("m", "a", "m"), cache, sharing, degrade);
    var attempts = routing.route(routing.deployment("a"));
    return new Layers(routing.context, admission, _ -> "scope", _ -> attempts)
        .around(new Route(settings, attempts, List.of()));
  }

  private static ModelSettings with(
      ModelSettings alias, CacheSettings cache, Sharing sharing, DegradeSettings degrade) {
    return new ModelSettings(
        alias.name(),
        alias.deployments(),
        alias.choice(),
        alias.fallbacks(),
        alias.retry(),
        sharing,
        degrade,
        cache,
        alias.health(),
        alias.capacity());
  }

  private static List<String> names(ChatModel model) {
    return chain(model).stream().map(each -> each.getClass().getSimpleName()).toList();
  }

  /** A model and those within it: each layer is a record that has the next one as a component. */
  private static List<ChatModel> chain(ChatModel model) {
    var all = new ArrayList<ChatModel>();
    for (var each = Stream.of(model).toList(); !each.isEmpty(); each = within(each.getFirst())) {
      all.add(each.getFirst());
    }
    return all;
  }

  private static List<ChatModel> within(ChatModel model) {
    var parts = model.getClass().getRecordComponents();
    return parts == null
        ? List.of()
        : Arrays.stream(parts)
            .filter(part -> ChatModel.class.isAssignableFrom(part.getType()))
            .map(part -> component(model, part.getAccessor()))
            .toList();
  }

  private static ChatModel component(ChatModel model, Method accessor) {
    try {
      return (ChatModel) accessor.invoke(model);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }
}
