package dev.tutti.character;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.character.generation.CharacterTask;
import dev.tutti.character.http.GenerationEndpoint;
import dev.tutti.feature.Feature;
import dev.tutti.http.CallStart;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.task.Tasks;
import dev.tutti.task.api.TaskQueue;
import java.util.List;
import java.util.function.Supplier;

/** Characters that models make of a name and a text. */
public record CharacterGenerationFeature(CallStart calls, TaskQueue queue) implements Feature {

  /**
   * Opens it, and adds its kind of tasks.
   *
   * @param models of the moment
   */
  public static CharacterGenerationFeature open(
      Platform platform,
      CallStart calls,
      Supplier<ModelCatalog> models,
      Supplier<Prices> prices,
      Tasks tasks) {
    var characters = new StoredCharacters(platform.store(), platform.clock(), platform.random());
    tasks.add(
        new CharacterTask(
            characters, models, prices, platform.loops(), platform.ids(), calls.observer()));
    return new CharacterGenerationFeature(calls, tasks.queue());
  }

  @Override
  public void routes(Routes routes) {
    var endpoint = new GenerationEndpoint(calls, queue);
    routes.add(
        List.of(
            new HttpRoute(POST, "/v1/characters", keyed(), endpoint::generate).counted(),
            new HttpRoute(POST, "/v1/characters/generate", keyed(), endpoint::generate).counted()));
  }
}
