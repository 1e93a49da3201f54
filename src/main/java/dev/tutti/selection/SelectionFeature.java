package dev.tutti.selection;

import static dev.tutti.http.Permission.keyed;
import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.watchers;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import dev.tutti.alert.AlertType;
import dev.tutti.alert.Alerts;
import dev.tutti.call.ActiveCalls;
import dev.tutti.chat.ChatRequest;
import dev.tutti.feature.Feature;
import dev.tutti.feature.ModelSource;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Routes;
import dev.tutti.ledger.Ledger;
import dev.tutti.ledger.Prices;
import dev.tutti.platform.Platform;
import dev.tutti.resilience.budget.Budgets;
import dev.tutti.routing.ModelCatalog;
import dev.tutti.security.Audit;
import dev.tutti.security.Keys;
import dev.tutti.selection.analysis.PromptAnalysis;
import dev.tutti.selection.analysis.PromptAnalyzer;
import dev.tutti.selection.auto.AutoModelSource;
import dev.tutti.selection.auto.AutoRouting;
import dev.tutti.selection.auto.CurrentDecider;
import dev.tutti.selection.auto.RouteMeters;
import dev.tutti.selection.auto.RouteQuestions;
import dev.tutti.selection.auto.RouteService;
import dev.tutti.selection.auto.StickyRoutes;
import dev.tutti.selection.decision.RouteDecision;
import dev.tutti.selection.decision.SelectionSettings;
import dev.tutti.selection.http.FeedbackEndpoint;
import dev.tutti.selection.http.OutcomesEndpoint;
import dev.tutti.selection.http.RouteEndpoint;
import dev.tutti.selection.http.RoutingStatusEndpoint;
import dev.tutti.selection.http.WhatIfEndpoint;
import dev.tutti.selection.outcome.ConversationModels;
import dev.tutti.selection.outcome.DriftDetector.Drift;
import dev.tutti.selection.outcome.ExplorationShare;
import dev.tutti.selection.outcome.OutcomeRow;
import dev.tutti.selection.outcome.RoutingOutcomes;
import dev.tutti.selection.outcome.VoteFeedback;
import dev.tutti.selection.rule.RoutingRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Routing: the model {@code auto}, its decisions, and what is learned for them. Thread-safe. */
public final class SelectionFeature implements Feature {
  private static final Duration KEEPING = Duration.ofMinutes(5);

  private final AutoRouting routing;
  private final RouteService service;
  private final PromptAnalyzer analyzer;
  private final Books books;
  private final ActiveCalls live;
  private final IntSupplier bodyLimit;
  private final InstantSource clock;

  /**
   * Configuration of the moment.
   *
   * @param configured the configured models, another object for another configuration
   * @param models every model that may be named
   * @param bodyLimit the longest body in bytes
   */
  public record Moment(
      Supplier<ModelCatalog> configured,
      Supplier<ModelCatalog> models,
      Supplier<SelectionSettings> settings,
      Supplier<Prices> prices,
      IntSupplier bodyLimit) {}

  /** What it reads and writes beside its own. */
  public record Books(
      Ledger ledger, Budgets budgets, Keys keys, Audit audit, Alerts alerts, VoteFeedback votes) {}

  private SelectionFeature(
      AutoRouting routing,
      PromptAnalyzer analyzer,
      Books books,
      ActiveCalls live,
      IntSupplier bodyLimit,
      InstantSource clock) {
    this.routing = routing;
    this.service = new RouteService(routing);
    this.analyzer = analyzer;
    this.books = books;
    this.live = live;
    this.bodyLimit = bodyLimit;
    this.clock = clock;
  }

  /**
   * Opens it on a platform, which closes it and has it write down what it has learned.
   *
   * @param live calls that are being answered
   */
  public static SelectionFeature open(
      Platform platform, Moment moment, Books books, ActiveCalls live) {
    var analyzer = PromptAnalyzer.shipped();
    var deciders =
        new CurrentDecider(
            new CurrentDecider.Moment(
                moment.configured, moment.models, moment.settings, moment.prices));
    var outcomes =
        RoutingOutcomes.open(
            platform.store(),
            platform.clock(),
            () -> moment.settings.get().learning(),
            analyzer,
            model -> deciders.get().fleet().belief(model),
            drift -> books.alerts.raise(AlertType.ROUTING_DRIFT, drift.model(), why(drift)));
    platform.add(outcomes);
    platform.every(KEEPING, outcomes::tidy);
    var kept = platform.addLast(new ConversationModels(platform.store(), platform.clock()));
    platform.every(ConversationModels.PERIOD, kept::flush);
    var routing =
        new AutoRouting(
            deciders,
            new RouteQuestions(analyzer, platform.clock()),
            outcomes,
            new StickyRoutes(kept, platform.clock()),
            books.budgets::left,
            caller -> books.keys.holder(caller.key())::mayUse,
            new AutoRouting.Odds(
                new ExplorationShare(), () -> ThreadLocalRandom.current().nextLong()),
            new RouteMeters(platform.registry()),
            platform.clock());
    return new SelectionFeature(routing, analyzer, books, live, moment.bodyLimit, platform.clock());
  }

  private static String why(Drift drift) {
    return "answers are %s than expected, by %d outcomes; what was learned of the model before is forgotten"
        .formatted(drift.better() ? "better" : "worse", drift.outcomes());
  }

  @Override
  public List<ModelSource> modelSources() {
    return List.of(new AutoModelSource(routing));
  }

  @Override
  public void routes(Routes routes) {
    var route = new RouteEndpoint(service, bodyLimit);
    routes.add(new HttpRoute(POST, "/v1/route/analyze", keyed(), route::analyze).counted());
    routes.add(new HttpRoute(POST, "/v1/route/decide", keyed(), route::decide).counted());
    var feedback = new FeedbackEndpoint(routing, books.ledger, live, books.votes, clock);
    routes.add(new HttpRoute(POST, "/v1/feedback", keyed(), feedback).counted());
    var status = new RoutingStatusEndpoint(routing);
    routes.add(new HttpRoute(GET, "/admin/routing", watchers(), status::show));
    var outcomes = new OutcomesEndpoint(routing.outcomes(), analyzer, books.audit, clock);
    routes.add(new HttpRoute(POST, "/admin/routing/outcomes", only(OPERATOR), outcomes::learn));
    routes.add(
        new HttpRoute(DELETE, "/admin/routing/outcomes", only(ADMIN), outcomes::forget)
            .taking("model", "source", "before"));
    var whatIf = new WhatIfEndpoint(routing, books.ledger);
    routes.add(new HttpRoute(POST, "/admin/routing/what-if", only(OPERATOR), whatIf));
  }

  /**
   * The analysis of a user's text.
   *
   * @throws dev.tutti.chat.Fault {@code invalid_request} for a blank one
   */
  public PromptAnalysis analyze(String text) {
    return service.analyze(text, "query");
  }

  /** Where a request would go; nobody is asked. */
  public RouteDecision decide(ChatRequest request) {
    return service.decide(request, RouteQuestions.Origin.ANYBODY, null);
  }

  /** The same by other rules than those of the configuration. */
  public RouteDecision decide(ChatRequest request, List<RoutingRule> rules) {
    return service.decide(request, RouteQuestions.Origin.ANYBODY, null, rules);
  }

  /** Keeps outcomes and learns from them; complete when both is done. */
  public CompletableFuture<Void> learn(List<OutcomeRow> rows) {
    return routing.outcomes().learn(rows);
  }

  /** What was said of calls since a time, 0 to 1, by their ids. */
  public CompletableFuture<Map<String, Double>> feedback(Instant from) {
    return routing.outcomes().scores(from);
  }

  /** The analyzer of prompts. */
  public PromptAnalyzer analyzer() {
    return analyzer;
  }
}
