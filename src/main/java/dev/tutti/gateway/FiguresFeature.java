package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.FiguresEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.platform.Platform;
import dev.tutti.report.FigureSource;
import dev.tutti.report.Retention;
import dev.tutti.report.RetentionSettings;
import dev.tutti.report.Rollups;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Figures over what the ledger has noted, added up in the background. */
public record FiguresFeature(FigureSource figures, InstantSource clock) implements Feature {
  private static final Duration ROLLUP = Duration.ofSeconds(15);
  private static final Duration CLEANING = Duration.ofMinutes(10);

  /**
   * Begins to add up, and to delete what was kept for long enough.
   *
   * @param retention how long that is now
   */
  public static FiguresFeature open(
      Platform platform, Ledger ledger, Supplier<RetentionSettings> retention) {
    var rollups = Rollups.over(platform.store());
    ledger.onWritten(rollups::add);
    platform.every(ROLLUP, rollups);
    platform.every(CLEANING, new Retention(platform.store(), retention, platform.clock()));
    return new FiguresFeature(
        FigureSource.over(ledger, rollups, platform.clock()), platform.clock());
  }

  @Override
  public void routes(Routes routes) {
    var endpoint = new FiguresEndpoint(figures, clock);
    routes.add(
        new HttpRoute(GET, "/admin/series", watchers(), endpoint::series)
            .taking("from", "to", "zone", "filter", "measure", "by", "step", "limit", "format"));
    routes.add(
        new HttpRoute(GET, "/admin/top", watchers(), endpoint::top)
            .taking("from", "to", "zone", "filter", "measure", "by", "limit", "format"));
  }
}
