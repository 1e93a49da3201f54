package dev.tutti.character.generation;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.character.StoredCharacters;
import dev.tutti.character.generation.http.GenerationEndpoint;
import dev.tutti.character.generation.source.SourceCollectors;
import dev.tutti.feature.Feature;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskQueue;
import dev.tutti.wire.EgressGuard;
import dev.tutti.wire.HttpPools;
import java.util.List;
import java.util.function.Supplier;

/** Characters that models make of a name and a text. */
public record CharacterGenerationFeature(
    CallStart calls, TaskQueue queue, StoredCharacters characters) implements Feature {

  /** Settings, models and prices of the moment. */
  public record Moment(
      Supplier<CharacterSettings> settings,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices) {}

  /**
   * Opens it, and adds its kind of tasks.
   *
   * @param moment settings, models and prices
   * @param pools over connections to addresses that a caller may name
   * @param egress what those addresses may be
   */
  public static CharacterGenerationFeature open(
      Platform platform,
      CallStart calls,
      Moment moment,
      HttpPools pools,
      EgressGuard egress,
      Tasks tasks) {
    var characters = new StoredCharacters(platform.store(), platform.clock(), platform.random());
    tasks.add(
        new CharacterTask(
            characters,
            moment.settings,
            moment.models,
            moment.prices,
            new CharacterTask.Collecting(SourceCollectors.withPlugins(), pools, egress),
            platform.loops(),
            platform.ids(),
            calls.observer()));
    return new CharacterGenerationFeature(calls, tasks.queue(), characters);
  }

  @Override
  public void routes(Routes routes) {
    var endpoint = new GenerationEndpoint(calls, queue, characters);
    routes.add(
        List.of(
            new HttpRoute(POST, "/v1/characters", keyed(), endpoint::generate).counted(),
            new HttpRoute(POST, "/api/characters", keyed(), endpoint::generate).counted(),
            new HttpRoute(POST, "/v1/characters/generate", keyed(), endpoint::generate).counted(),
            new HttpRoute(POST, "/v1/characters/{id}/regenerate", keyed(), endpoint::regenerate)
                .counted()));
  }
}
