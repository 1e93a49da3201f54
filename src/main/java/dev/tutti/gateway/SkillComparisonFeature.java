package dev.tutti.gateway;

import static dev.tutti.http.Permission.watchers;
import static io.vertx.core.http.HttpMethod.GET;

import dev.tutti.feature.Feature;
import dev.tutti.gateway.admin.SkillComparisonEndpoint;
import dev.tutti.gateway.comparison.VersionComparison;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.skill.api.SkillCatalog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Versions of skills beside each other, by what became of their calls. */
public record SkillComparisonFeature(VersionComparison comparison, InstantSource clock)
    implements Feature {

  /**
   * Opens it.
   *
   * @param skills those of the moment
   * @param feedback what was said of calls since a time, 0 to 1, by their ids
   */
  public static SkillComparisonFeature open(
      Ledger ledger,
      Supplier<SkillCatalog> skills,
      Function<Instant, CompletableFuture<Map<String, Double>>> feedback,
      InstantSource clock) {
    return new SkillComparisonFeature(new VersionComparison(ledger, skills, feedback), clock);
  }

  @Override
  public void routes(Routes routes) {
    routes.add(
        new HttpRoute(
                GET,
                "/admin/skills/{name}/compare",
                watchers(),
                new SkillComparisonEndpoint(comparison, clock))
            .taking("a", "b", "from", "to"));
  }

  /** Comparison by the calls of some time until now, as the endpoint answers it. */
  public CompletableFuture<ObjectNode> compare(String skill, String a, String b, Duration span) {
    var to = clock.instant().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
    return comparison.compare(new VersionComparison.Wanted(skill, a, b, to.minus(span), to));
  }
}
