package dev.tutti.gateway;

import dev.tutti.alert.engine.AlertGauge;
import dev.tutti.alert.engine.Gauges;
import dev.tutti.alert.engine.GroupSample;
import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;
import dev.tutti.forecast.ForecastMethod;
import dev.tutti.forecast.usage.UsageForecasts;
import dev.tutti.monitor.LimitMonitor;
import dev.tutti.monitor.ResourceMonitor;
import dev.tutti.platform.Platform;
import dev.tutti.resilience.breaker.Breakers;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.routing.ModelStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Gauges of this server that rules of alerts may watch. */
final class ServerGauges {
  private static final double NANOS = 1e9;

  private ServerGauges() {}

  static Gauges of(
      Platform platform,
      AlertFeature.Watched watched,
      Supplier<List<Budgets.Status>> budgets,
      UsageForecasts forecasts) {
    var store = platform.store();
    var ledger = watched.ledger();
    var models = watched.models();
    var monitor = watched.monitor().monitor();
    var tasks = watched.tasks();
    return new Gauges()
        .with(AlertGauge.BREAKER_OPEN, _ -> breakers(models.breakers()))
        .with(AlertGauge.PROVIDER_DOWN, _ -> providers(models))
        .with(
            AlertGauge.BUDGET_USED,
            _ -> budgets.get().stream().flatMap(ServerGauges::used).toList())
        .with(AlertGauge.BUDGET_FORECAST, _ -> forecasts(forecasts))
        .with(AlertGauge.DISK_USED, () -> diskUsed(platform.data()))
        .with(AlertGauge.HEAP_USED, () -> heapUsed(monitor))
        .with(AlertGauge.OPEN_FILES, () -> openFiles(monitor))
        .with(AlertGauge.LOOP_LAG, () -> monitor.latest().loopLag().toNanos() / 1e6)
        .withCounter(AlertGauge.LEDGER_DROPPED, () -> ledger.stats().dropped())
        .with(AlertGauge.LEDGER_WAITING, () -> ledger.stats().waiting())
        .with(AlertGauge.STORE_WAITING, () -> store.stats().waitingWrites())
        .with(AlertGauge.TASKS_WAITING, () -> tasks.load().waiting())
        .with(AlertGauge.TASKS_OLDEST, () -> tasks.load().longestWait().toMillis())
        .with(AlertGauge.LIMIT_USED, _ -> limits(watched.monitor().limits()));
  }

  private static List<GroupSample> breakers(Breakers breakers) {
    return breakers.all().stream()
        .map(
            each ->
                sample(
                    Map.of(
                        "deployment",
                        each.target().deployment(),
                        "provider",
                        each.target().provider()),
                    each.state().equals("closed") ? 0 : 1))
        .toList();
  }

  private static GroupSample sample(Map<String, String> labels, double value) {
    return new GroupSample(GroupLabels.of(labels), Observation.of(value));
  }

  /** A deployment is down when its probes fail or its breaker keeps calls away. */
  private static List<GroupSample> providers(ModelStack models) {
    var deployments = new TreeMap<String, List<Boolean>>();
    for (var each : models.health().all()) {
      boolean down =
          each.state().equals("unhealthy")
              || !models.breakers().status(each.target()).state().equals("closed");
      deployments.computeIfAbsent(each.target().provider(), _ -> new ArrayList<>()).add(down);
    }
    var samples = new ArrayList<GroupSample>();
    deployments.forEach(
        (provider, down) ->
            samples.add(
                sample(
                    Map.of("provider", provider),
                    (double) down.stream().filter(each -> each).count() / down.size())));
    return samples;
  }

  private static Stream<GroupSample> used(Budgets.Status status) {
    if (status.most() <= 0) {
      return Stream.empty();
    }
    var share =
        new Observation.Share(
            (double) status.spent() / status.most(),
            status.resets().toString(),
            status.most() / NANOS);
    return Stream.of(new GroupSample(GroupLabels.of(Map.of("account", status.account())), share));
  }

  private static List<GroupSample> forecasts(UsageForecasts forecasts) {
    return forecasts.budgets().stream()
        .filter(each -> each.forecast().method() != ForecastMethod.NONE)
        .map(
            each ->
                new GroupSample(
                    GroupLabels.of(Map.of("account", each.account())),
                    new Observation.Value(
                        each.total().value() / each.most(),
                        each.total().low() / each.most(),
                        each.total().high() / each.most(),
                        0)))
        .toList();
  }

  private static List<GroupSample> limits(LimitMonitor limits) {
    return limits.now().stream()
        .map(
            use ->
                sample(
                    Map.of("kind", use.kind().word(), "subject", use.subject()),
                    (double) use.used() / use.most()))
        .toList();
  }

  private static double diskUsed(Path data) {
    try {
      var disk = Files.getFileStore(data);
      long total = disk.getTotalSpace();
      return total == 0 ? 0 : 1 - (double) disk.getUsableSpace() / total;
    } catch (IOException e) {
      throw new IllegalStateException(
          "the disk with the data cannot be read: " + e.getMessage(), e);
    }
  }

  private static double heapUsed(ResourceMonitor monitor) {
    var now = monitor.latest();
    return now.heapMax() <= 0 ? 0 : (double) now.heap() / now.heapMax();
  }

  private static double openFiles(ResourceMonitor monitor) {
    var now = monitor.latest();
    return now.maxFiles() <= 0 ? 0 : (double) now.openFiles() / now.maxFiles();
  }
}
