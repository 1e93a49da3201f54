package dev.tutti.routing;

import dev.tutti.cache.CacheSettings;
import dev.tutti.call.Call;
import dev.tutti.call.Caller;
import dev.tutti.call.ChatModel;
import dev.tutti.call.DeploymentId;
import dev.tutti.call.Guard;
import dev.tutti.call.PassthroughAnswer;
import dev.tutti.call.PassthroughRequest;
import dev.tutti.call.Sharing;
import dev.tutti.chat.ChatRequest;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.Provider;
import dev.tutti.routing.balance.Candidate;
import dev.tutti.routing.balance.Explanation;
import dev.tutti.routing.balance.Group;
import dev.tutti.routing.degrade.DegradingModel;
import dev.tutti.routing.retry.Fallbacks;
import dev.tutti.routing.retry.RetryingModel;
import dev.tutti.routing.reuse.CachedModel;
import dev.tutti.routing.reuse.CoalescingModel;
import dev.tutti.routing.reuse.SimilarQuestions;
import dev.tutti.routing.structured.StructuredModel;
import dev.tutti.text.Nearest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The aliases and providers of one configuration. */
final class ConfiguredCatalog implements ModelCatalog {
  private static final int REMEMBERED = 1_000;

  private final Map<String, Provider> providers;
  private final ModelSettings.Otherwise otherwise;
  private final RoutingContext context;
  private final Map<String, ModelSettings> aliases;
  private final Map<String, Route> routes = new HashMap<>();
  private final ConcurrentHashMap<String, Route> direct = new ConcurrentHashMap<>();

  /**
   * @throws IllegalArgumentException when an alias names a provider or a model that is not there
   */
  ConfiguredCatalog(
      Map<String, ModelSettings> aliases,
      Map<String, Provider> providers,
      ModelSettings.Otherwise otherwise,
      RoutingContext context) {
    this.aliases = Map.copyOf(aliases);
    this.providers = Map.copyOf(providers);
    this.otherwise = otherwise;
    this.context = context;
    var made = new HashMap<String, Alias>();
    aliases.forEach((name, settings) -> made.put(name, new Alias(settings, retrying(settings))));
    made.forEach((name, alias) -> routes.put(name, route(alias, made)));
    context.groups().traffic().slowStart().configured(targets());
  }

  private Set<DeploymentId> targets() {
    return aliases.values().stream()
        .flatMap(alias -> alias.deployments().stream())
        .map(ModelSettings.WeightedDeployment::target)
        .collect(Collectors.toUnmodifiableSet());
  }

  private Fallbacks<RetryingModel> chains(Alias alias, Map<String, Alias> made) {
    return alias.settings.fallbacks().map(link -> link(link, made, alias.settings.name()));
  }

  private Route route(Alias alias, Map<String, Alias> made) {
    var degrade = alias.settings.degrade();
    var smaller =
        degrade.model().isEmpty()
            ? List.<RetryingModel>of()
            : List.of(link(degrade.model(), made, alias.settings.name()));
    return new Route(
        alias.own,
        chains(alias, made),
        context.retries().budget(),
        attempts ->
            cached(
                coalescing(
                    new DegradingModel(attempts, degrade, smaller, context.degradations()),
                    alias.settings.sharing()),
                alias.settings.cache(),
                () -> CacheScope.of(alias.settings, aliases, providers)));
  }

  /** What is not kept costs nothing. */
  private ChatModel cached(ChatModel model, CacheSettings settings, Supplier<String> scope) {
    if (!settings.enabled()) {
      return model;
    }
    var cacheContext = context.context();
    var similar = new SimilarQuestions(settings.semantic(), this::model, cacheContext.answers());
    return new CachedModel(model, settings, scope.get(), similar, cacheContext);
  }

  private ChatModel coalescing(ChatModel model, Sharing sharing) {
    var structured = new StructuredModel(model, context.structured());
    return new CoalescingModel(structured, sharing, this, context.shared());
  }

  private RetryingModel retrying(ModelSettings settings) {
    var members = settings.deployments().stream().map(this::candidate).toList();
    var group =
        new Group(settings.name(), members, settings.choice(), context.groups())
            .scaled(context.autoscaler().gate(settings.scaled()));
    return new RetryingModel(group, settings.retry(), context.retries());
  }

  private RetryingModel link(String name, Map<String, Alias> made, String from) {
    var alias = made.get(name);
    if (alias != null) {
      return alias.own;
    }
    try {
      return direct(name);
    } catch (Fault e) {
      throw new IllegalArgumentException("models.%s: %s".formatted(from, e.getMessage()), e);
    }
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
  public Explanation explain(ChatRequest request, Caller caller) {
    return model(request.model()).explain(request, caller);
  }

  @Override
  public List<Candidate> members(String name) {
    return model(name).members();
  }

  @Override
  public Route model(String name) {
    var alias = routes.get(name);
    if (alias != null) {
      return alias;
    }
    var known = direct.get(name);
    if (known != null) {
      return known;
    }
    var made =
        new Route(
            direct(name),
            Fallbacks.none(),
            context.retries().budget(),
            attempts ->
                cached(
                    coalescing(attempts, Sharing.BY_REQUEST),
                    otherwise.cache(),
                    () -> CacheScope.of(name, providers)));
    if (direct.size() < REMEMBERED) {
      direct.putIfAbsent(name, made);
    }
    return made;
  }

  private RetryingModel direct(String name) {
    int slash = name.indexOf('/');
    var provider = slash < 0 ? null : providers.get(name.substring(0, slash));
    if (provider == null || slash == name.length() - 1) {
      throw unknown(name);
    }
    var only =
        candidate(
            new ModelSettings.WeightedDeployment(provider.name(), name.substring(slash + 1), 1));
    var group = new Group(name, List.of(only), Group.Choice.DEFAULT, context.groups());
    return new RetryingModel(group, otherwise.retry(), context.retries());
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
    return provider.deployment(model).pass(request, call, before);
  }

  private Fault unknown(String name) {
    var near = Nearest.to(name, entries().stream().map(Entry::id).toList());
    var hint =
        near.isEmpty()
            ? "expected: an alias or provider/model, see GET /v1/models"
            : "did you mean " + String.join(" or ", near) + "?";
    return Fault.of(
            FaultCode.MODEL_NOT_FOUND, "model: \"%s\" is not known (%s)".formatted(name, hint))
        .at("model");
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

  /** An alias, without what is asked when it fails. */
  private record Alias(ModelSettings settings, RetryingModel own) {}
}
