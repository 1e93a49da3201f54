package dev.tutti.routing.scale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Gauges of capacity, in calls at once and numbers of deployments. */
final class ScaleMeters {
  private final GaugeGroup desired;
  private final GaugeGroup available;
  private final GaugeGroup active;

  ScaleMeters(MeterRegistry registry) {
    desired =
        new GaugeGroup(
            MultiGauge.builder("tutti.capacity.desired")
                .description("Calls at once that the deployments should be able to take")
                .register(registry));
    available =
        new GaugeGroup(
            MultiGauge.builder("tutti.capacity.available")
                .description("Calls at once that the active deployments can take")
                .register(registry));
    active =
        new GaugeGroup(
            MultiGauge.builder("tutti.scale.active")
                .description("Deployments that get new calls")
                .register(registry));
  }

  /** Shows the figures of this moment, and no longer those of others. */
  void show(
      List<Autoscaler.Status> models,
      Collection<String> providers,
      ToDoubleFunction<String> desiredAt) {
    var wanted = figures(models, Autoscaler.Status::desired);
    providers.forEach(each -> wanted.put(tags("provider", each), desiredAt.applyAsDouble(each)));
    desired.show(wanted);
    available.show(figures(models, Autoscaler.Status::capacity));
    active.show(figures(models, ScaleMeters::active));
  }

  private static double active(Autoscaler.Status status) {
    return status.members().stream().filter(each -> each.state().equals("active")).count();
  }

  private static Map<Tags, Double> figures(
      List<Autoscaler.Status> models, ToDoubleFunction<Autoscaler.Status> figure) {
    var figures = new HashMap<Tags, Double>();
    models.forEach(each -> figures.put(tags("model", each.model()), figure.applyAsDouble(each)));
    return figures;
  }

  private static Tags tags(String kind, String name) {
    return Tags.of("kind", kind, "name", name);
  }

  /**
   * Gauges of one name, by their tags. One that stays is not registered anew for another figure: a
   * scrape meanwhile would find it twice, which fails the scrape.
   */
  private static final class GaugeGroup {
    private final MultiGauge gauges;
    private final Map<Tags, Double> values = new ConcurrentHashMap<>();

    GaugeGroup(MultiGauge gauges) {
      this.gauges = gauges;
    }

    void show(Map<Tags, Double> now) {
      values.putAll(now);
      gauges.register(now.keySet().stream().<MultiGauge.Row<?>>map(this::row).toList());
      values.keySet().retainAll(now.keySet());
    }

    private MultiGauge.Row<?> row(Tags tags) {
      return MultiGauge.Row.of(tags, values, all -> all.getOrDefault(tags, Double.NaN));
    }
  }
}
