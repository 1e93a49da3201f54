package dev.tutti.report.invoice;

import dev.tutti.call.DeploymentId;
import dev.tutti.report.Dimension;
import dev.tutti.report.FigureSource;
import dev.tutti.report.FigureSubject;
import dev.tutti.report.Figures;
import dev.tutti.report.ReportMeasure;
import dev.tutti.report.ReportScope;
import dev.tutti.store.Store;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What each deployment has cost on a day of a zone. Each day is read once. Blocking; for one
 * thread.
 */
final class DailyCosts {
  private final FigureSource source;
  private final Instant now;
  private final Map<Day, Map<DeploymentId, Figures>> days = new HashMap<>();

  private record Day(LocalDate day, ZoneId zone) {}

  DailyCosts(FigureSource source, Instant now) {
    this.source = source;
    this.now = now;
  }

  /** The deployments that were asked on a day. */
  Map<DeploymentId, Figures> of(LocalDate day, ZoneId zone) {
    return days.computeIfAbsent(new Day(day, zone), this::read);
  }

  /** Some deployments together. */
  Figures of(LocalDate day, ZoneId zone, Collection<String> deployments) {
    return of(day, zone).entrySet().stream()
        .filter(each -> deployments.contains(each.getKey().deployment()))
        .map(Map.Entry::getValue)
        .reduce(Figures.none(Set.of(FigureSubject.ATTEMPT)), Figures::plus);
  }

  private Map<DeploymentId, Figures> read(Day day) {
    var from = day.day.atStartOfDay(day.zone).toInstant();
    var to = day.day.plusDays(1).atStartOfDay(day.zone).toInstant();
    var scope = ReportScope.of(from, to, day.zone, "", now);
    var by = List.of(Dimension.PROVIDER, Dimension.DEPLOYMENT);
    var found = new HashMap<DeploymentId, Figures>();
    Store.await(source.by(scope, by, ReportMeasure.COST, FigureSource.MOST_ROWS))
        .rows()
        .forEach(row -> found.put(id(row.names()), row.figures()));
    return found;
  }

  private static DeploymentId id(List<String> names) {
    var provider = names.getFirst();
    var deployment = names.get(1);
    return new DeploymentId(
        provider, deployment.substring(Math.min(deployment.length(), provider.length() + 1)));
  }
}
