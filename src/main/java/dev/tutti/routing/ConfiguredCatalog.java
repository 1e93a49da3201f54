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
import dev.tutti.routing.Layers.LayeredModel;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.limit.AdmissionControl;
import dev.tutti.routing.retry.FallbackModel;
import dev.tutti.routing.retry.RetryingModel;
import dev.tutti.text.Nearest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The aliases and providers of one configuration. */
final class ConfiguredCatalog implements ModelCatalog {
  private static final int REMEMBERED = 1_000;

  private final Map<String, ModelSettings> aliases;
  private final Map<String, Provider> providers;
  private final ModelSettings.Otherwise otherwise;
  private final RoutingContext context;
  private final AdmissionControl admission;
  private final Layers layers;
  private final Map<String, LayeredModel> models = new HashMap<>();
  private final ConcurrentHashMap<String, LayeredModel> direct = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException when an alias names a provider or a model that is not there
   */
  ConfiguredCatalog(
      Map<String, ModelSettings> aliases,
      Map<String, Provider> providers,
      ModelSettings.Otherwise otherwise,
      RoutingContext context,
      AdmissionControl admission) {
    this.aliases = Map.copyOf(aliases);
    this.providers = Map.copyOf(providers);
    this.otherwise = otherwise;
    this.context = context;
    this.admission = admission;
    this.layers =
        new Layers(
            context,
            admission,
            model -> CacheScope.of(model, this.aliases, this.providers),
            name -> layered(name).admitted());
    var own = new HashMap<String, RetryingModel>();
    aliases.forEach((name, settings) -> own.put(name, retrying(settings)));
    aliases.forEach((name, settings) -> models.put(name, layers.around(route(settings, own))));
  }

  /**
   * The way of an alias.
   *
   * @param own the deployments of all aliases, for those that it falls back to
   */
  private Route route(ModelSettings alias, Map<String, RetryingModel> own) {
    Function<String, RetryingModel> link = name -> link(name, own, alias.name());
    var attempts =
        new FallbackModel(
            link.apply(alias.name()), alias.fallbacks().map(link), context.retries().budget());
    var smaller = Stream.of(alias.degrade().model()).filter(name -> !name.isEmpty()).map(link);
    return new Route(alias, attempts, smaller.toList());
  }

  private RetryingModel link(String name, Map<String, RetryingModel> own, String from) {
    var alias = own.get(name);
    if (alias != null) {
      return alias;
    }
    try {
      return retrying(direct(name));
    } catch (Fault e) {
      throw new IllegalArgumentException("models.%s: %s".formatted(from, e.getMessage()), e);
    }
  }

  private RetryingModel retrying(ModelSettings settings) {
    var members = settings.deployments().stream().map(this::candidate).toList();
    var group =
        new Group(settings.name(), members, settings.choice(), context.groups())
            .scaled(context.autoscaler().availability(settings.scaled()));
    return new RetryingModel(group, settings.retry(), context.retries());
  }

  private Candidate candidate(ModelSettings.WeightedDeployment share) {
    var provider = providers.get(share.provider());
    if (provider == null) {
      throw new IllegalArgumentException(
          "provider: %s (expected: one of %s)".formatted(share.provider(), providers.keySet()));
    }
    return new Candidate(
        share.target(), provider.deployment(share.model()), share.weight(), context.groups());
  }

  @Override
  public ChatModel model(String name) {
    return layered(name).whole();
  }

  @Override
  public Explanation explain(ChatRequest request, Caller caller) {
    return layered(request.model()).route().attempts().explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return layered(name).route().attempts().members();
  }

  private LayeredModel layered(String name) {
    var alias = models.get(name);
    if (alias != null) {
      return alias;
    }
    var known = direct.get(name);
    if (known != null) {
      return known;
    }
    var settings = direct(name);
    var made = layers.around(route(settings, Map.of(name, retrying(settings))));
    if (direct.size() < REMEMBERED) {
      direct.putIfAbsent(name, made);
    }
    return made;
  }

  /** A model that is named as {@code provider/model} is an alias that nobody had to write. */
  private ModelSettings direct(String name) {
    int slash = name.indexOf('/');
    var provider = slash < 0 ? null : providers.get(name.substring(0, slash));
    if (provider == null || slash == name.length() - 1) {
      throw ModelCatalog.unknown(name, entries());
    }
    return ModelSettings.of(name, provider.name(), name.substring(slash + 1), otherwise);
  }

  @Override
  public Future<PassthroughAnswer> pass(
      String name, PassthroughRequest request, Call call, List<Guard> before) {
    var provider = providers.get(name);
    if (provider == null) {
      var near = Nearest.to(name, List.copyOf(providers.keySet()));
      var hint =
          near.isEmpty()
              ? "expected: one of the configuration"
              : "did you mean " + near.getFirst() + "?";
      return Future.failedFuture(
          Fault.of(
                  FaultCode.INVALID_REQUEST,
                  "provider: \"%s\" is not known (%s)".formatted(name, hint))
              .status(404));
    }
    if (!provider.settings().passthrough()) {
      return Future.failedFuture(
          Fault.of(
              FaultCode.PERMISSION,
              "passthrough to %s is off (expected: providers.%s.passthrough: true)"
                  .formatted(name, name)));
    }
    var model = request.facts().model().substring(name.length() + 1);
    var guards = Stream.concat(admission.guards().stream(), before.stream()).toList();
    return provider.deployment(model).pass(request, call, guards);
  }

  @Override
  public List<Entry> entries() {
    var all = new ArrayList<Entry>();
    aliases.keySet().stream().sorted().forEach(name -> all.add(new Entry(name, "tutti")));
    Stream.concat(deployments(), known())
        .distinct()
        .sorted(Comparator.comparing(Entry::id))
        .forEach(all::add);
    return all;
  }

  private Stream<Entry> deployments() {
    return aliases.values().stream()
        .flatMap(alias -> alias.deployments().stream())
        .map(share -> new Entry(share.provider() + "/" + share.model(), share.provider()));
  }

  private Stream<Entry> known() {
    return providers.values().stream()
        .flatMap(
            provider ->
                provider
                    .models()
                    .map(model -> new Entry(provider.name() + "/" + model, provider.name())));
  }
}
