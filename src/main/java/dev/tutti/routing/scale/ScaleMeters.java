package dev.tutti.routing.scale;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Gauges of capacity, in calls at once and numbers of deployments. */
final class ScaleMeters {
  private final MultiGauge desired;
  private final MultiGauge available;
  private final MultiGauge active;

  ScaleMeters(MeterRegistry registry) {
    desired =
        MultiGauge.builder("tutti.capacity.desired")
            .description("Calls at once that the deployments should be able to take")
            .register(registry);
    available =
        MultiGauge.builder("tutti.capacity.available")
            .description("Calls at once that the active deployments can take")
            .register(registry);
    active =
        MultiGauge.builder("tutti.scale.active")
            .description("Deployments that get new calls")
            .register(registry);
  }

  /** Shows the figures of this moment, and no longer those of others. */
  void show(
      List<Autoscaler.Status> models,
      Collection<String> providers,
      ToDoubleFunction<String> desiredAt) {
    var wanted = rows(models, Autoscaler.Status::desired);
    providers.forEach(each -> wanted.add(row("provider", each, desiredAt.applyAsDouble(each))));
    desired.register(wanted, true);
    available.register(rows(models, Autoscaler.Status::capacity), true);
    active.register(rows(models, ScaleMeters::active), true);
  }

  private static double active(Autoscaler.Status status) {
    return status.members().stream().filter(each -> each.state().equals("active")).count();
  }

  private static List<MultiGauge.Row<?>> rows(
      List<Autoscaler.Status> models, ToDoubleFunction<Autoscaler.Status> figure) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    models.forEach(each -> rows.add(row("model", each.model(), figure.applyAsDouble(each))));
    return rows;
  }

  private static MultiGauge.Row<?> row(String kind, String name, double value) {
    return MultiGauge.Row.of(Tags.of("kind", kind, "name", name), value);
  }
}
