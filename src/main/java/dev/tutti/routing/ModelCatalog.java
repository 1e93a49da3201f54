package dev.tutti.routing;

import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.Provider;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.health.HealthSettings;
import dev.tutti.text.Nearest;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every model that can be named, at one moment. Immutable and thread-safe. */
public interface ModelCatalog {

  /**
   * The model that a caller names: an alias, {@code provider/model}, or one of a source.
   *
   * @throws dev.tutti.chat.Fault {@code model_not_found}, with the nearest names
   */
  ChatModel model(String name);

  /**
   * The deployments that a request would ask, and why. Asks nobody, but may wait for the store, so
   * not on a loop.
   *
   * @throws dev.tutti.chat.Fault {@code model_not_found}, with the nearest names
   */
  Explanation explain(ChatRequest request, Caller caller);

  /**
   * The deployments that a name stands for, without those that are asked when they fail.
   *
   * @throws dev.tutti.chat.Fault {@code model_not_found}, with the nearest names
   */
  List<Candidate> members(String name);

  /**
   * The same for a caller, whose own may have that name. May wait for the store, so not on a loop.
   *
   * @throws dev.tutti.chat.Fault {@code model_not_found}, with the nearest names
   */
  default List<Candidate> members(String name, Caller caller) {
    return members(name);
  }

  /**
   * Relays a request to an endpoint of a provider that Tutti knows nothing of. Fails, also with
   * {@code invalid_request} and status 404 for an unknown provider, and with {@code permission} for
   * one whose configuration forbids it.
   *
   * @param provider its name in the configuration
   * @param before what is asked before the provider's own guards
   */
  default Future<PassthroughAnswer> pass(
      String provider, PassthroughRequest request, Call call, List<Guard> before) {
    return Future.failedFuture(
        Fault.of(
                FaultCode.INVALID_REQUEST,
                "provider: \"%s\" is not known (expected: one of the configuration)"
                    .formatted(provider))
            .status(404));
  }

  /** The models that can be listed: aliases first, then what the providers are known to have. */
  List<Entry> entries();

  /** Names that no provider is part of: aliases, and models of sources. */
  default List<String> aliases() {
    return entries().stream().map(Entry::id).filter(id -> id.indexOf('/') < 0).toList();
  }

  /** The deployments of some aliases, and how each is probed. */
  default Map<Candidate, HealthSettings> health(Collection<ModelSettings> aliases) {
    var all = new LinkedHashMap<Candidate, HealthSettings>();
    aliases.forEach(alias -> members(alias.name()).forEach(each -> all.put(each, alias.health())));
    return all;
  }

  /**
   * Whether a name is there for a caller, as far as the model itself decides it. May wait for the
   * store where the name is not among the {@link #entries}, so not on a loop.
   */
  default boolean shows(String name, Caller caller) {
    return true;
  }

  /**
   * What a configuration names, with the limits and budgets that a call meets before anybody is
   * asked.
   *
   * @param otherwise what holds for models that are named directly
   * @throws IllegalArgumentException when an alias names a provider or a model that is not there
   */
  static ModelCatalog of(
      Map<String, ModelSettings> models,
      Map<String, Provider> providers,
      ModelSettings.Otherwise otherwise,
      ModelStack stack) {
    return new ConfiguredCatalog(models, providers, otherwise, stack.context(), stack.admission());
  }

  /** A model catalog in which every name is this model, and nothing is listed. */
  static ModelCatalog only(ChatModel model) {
    return new SingleModelCatalog(model);
  }

  /** The fault for a name that no model has, with the nearest ones of some that can be listed. */
  static Fault unknown(String name, List<Entry> listed) {
    var near = Nearest.to(name, listed.stream().map(Entry::id).toList());
    var hint =
        near.isEmpty()
            ? "expected: an alias or provider/model, see GET /v1/models"
            : "did you mean " + String.join(" or ", near) + "?";
    return Fault.of(
            FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is not known (%s)".formatted(name, hint))
        .at("model");
  }

  /** A model in a list. */
  record Entry(String id, String owner) {}
}
