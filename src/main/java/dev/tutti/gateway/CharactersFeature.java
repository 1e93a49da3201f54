package dev.tutti.gateway;

import static dev.tutti.http.Permission.keyed;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.call.Caller;
import dev.tutti.character.CharacterFiles;
import dev.tutti.character.CharacterModelSource;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.gateway.character.CardsEndpoint;
import dev.tutti.gateway.character.CharacterEndpoint;
import dev.tutti.gateway.character.LoreTokens;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerSettings;
import dev.tutti.routing.ModelCatalog;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * Character cards, lorebooks, macros and plans of groups.
 *
 * @param settings of the server, for the longest body
 * @param models the configured ones of the moment, which play characters
 * @param player who plays where nobody is named, at this moment; may be empty
 * @param mayUse whether a caller may use a model by its name
 */
public record CharactersFeature(
    CharacterFiles files,
    ServerSettings settings,
    Supplier<ModelCatalog> models,
    Supplier<String> player,
    BiPredicate<Caller, String> mayUse)
    implements Feature {
  private static final String ALL = "/v1/characters";
  private static final String ONE = ALL + "/{id}";

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new CharacterModelSource(files, models, player, mayUse, LoreTokens::of));
  }

  @Override
  public void routes(Routes routes) {
    var characters = files.characters();
    var endpoint =
        new CharacterEndpoint(
            Thread::startVirtualThread,
            settings::bodyLimit,
            characters.clock(),
            characters.random());
    var cards = new CardsEndpoint(files, Thread::startVirtualThread, settings::bodyLimit);
    routes.add(
        List.of(
            new HttpRoute(POST, "/v1/lorebooks/activate", keyed(), endpoint::activate).counted(),
            new HttpRoute(POST, "/v1/macros/render", keyed(), endpoint::render).counted(),
            new HttpRoute(POST, "/v1/groups/plan", keyed(), endpoint::plan).counted(),
            new HttpRoute(POST, ALL + "/import", keyed(), cards::read).counted(),
            new HttpRoute(POST, ALL + "/preview", keyed(), cards::preview).counted(),
            new HttpRoute(GET, ALL, keyed(), cards::list).counted(),
            new HttpRoute(GET, ONE, keyed(), cards::show).counted(),
            new HttpRoute(PUT, ONE, keyed(), cards::replace).counted(),
            new HttpRoute(DELETE, ONE, keyed(), cards::delete).counted(),
            new HttpRoute(GET, ONE + "/export", keyed(), cards::export).counted()));
  }
}
