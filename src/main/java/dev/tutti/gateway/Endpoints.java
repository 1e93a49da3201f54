package dev.tutti.gateway;

import static dev.tutti.http.Permission.only;
import static dev.tutti.http.Permission.open;
import static dev.tutti.security.Role.AUDITOR;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.call.ActiveCalls;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.admin.AdminRoutes;
import dev.tutti.gateway.admin.BackOffice;
import dev.tutti.gateway.chat.ChatEndpoint;
import dev.tutti.gateway.chat.Dialect;
import dev.tutti.gateway.chat.ModelsEndpoint;
import dev.tutti.gateway.chat.Services;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.gateway.messages.TokenCountEndpoint;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.gateway.passthrough.PassthroughEndpoint;
import dev.tutti.gateway.responses.ConversationsEndpoint;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.gateway.responses.ResponsesEndpoint;
import dev.tutti.http.CallStart;
import dev.tutti.http.Endpoint;
import dev.tutti.http.Gateway;
import dev.tutti.http.HealthEndpoint;
import dev.tutti.http.HttpRoute;
import dev.tutti.http.Permission;
import dev.tutti.http.Routes;
import dev.tutti.http.ServerResources;
import dev.tutti.http.ServerSettings;
import dev.tutti.resilience.limit.CallLimits;
import dev.tutti.responses.Archive;
import dev.tutti.security.Audit;
import dev.tutti.skill.SkillService;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.http.HttpMethod;
import java.util.Map;

/** Which endpoints there are. Used by one thread until the gateway has started. */
public final class Endpoints {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Tells callers of Anthropic's API, where the path does not. */
  private static final String ANTHROPIC = "anthropic-version";

  private final ServerSettings settings;
  private final ServerResources resources;
  private final Services services;
  private final ActiveCalls live = new ActiveCalls();
  private final CallStart calls;
  private final Routes routes = new Routes();

  private Endpoints(ServerSettings settings, ServerResources resources, Services services) {
    this.settings = settings;
    this.resources = resources;
    this.services = services;
    this.calls = new CallStart(settings, live);
  }

  /** A gateway with every endpoint, not listening yet. */
  public static Gateway server(
      ServerSettings settings,
      ServerResources resources,
      Services services,
      Archive archive,
      SkillService skills,
      BackOffice office) {
    var endpoints = new Endpoints(settings, resources, services);
    endpoints.responses(archive, office.limits());
    endpoints.conversations(archive, office.limits());
    endpoints.passthrough(office.audit());
    skills.routes(endpoints.routes, settings, endpoints.calls);
    AdminRoutes.add(endpoints.routes, office, services, settings);
    endpoints.routes.add(new HttpRoute(GET, "/openapi.json", open(), new OpenApiEndpoint()));
    return endpoints.gateway();
  }

  /** A gateway with the endpoints that callers of models need, not listening yet. */
  public static Gateway modelsOnly(
      ServerSettings settings, ServerResources resources, Services services) {
    return new Endpoints(settings, resources, services).gateway();
  }

  private Gateway gateway() {
    var gateway =
        new Gateway(settings, resources, routes, live, Map.of(ANTHROPIC, new MessagesDialect()));
    routes.add(new HttpRoute(GET, "/healthz", open(), new HealthEndpoint(() -> true)));
    routes.add(new HttpRoute(GET, "/readyz", open(), new HealthEndpoint(gateway::isReady)));
    models();
    metrics();
    return gateway;
  }

  private void models() {
    call("/v1/chat/completions", new OpenAiDialect(Operation.CHAT));
    call("/v1/completions", new OpenAiDialect(Operation.TEXT_COMPLETION));
    call("/v1/embeddings", new OpenAiDialect(Operation.EMBEDDINGS));
    call("/v1/messages", new MessagesDialect());
    keyed(POST, "/v1/messages/count_tokens", TokenCountEndpoint.messages(services, settings));
    var models = new ModelsEndpoint(services.catalog(), services.clock().instant());
    keyed(GET, "/v1/models", models::list);
    keyed(GET, "/v1/models/{model...}", models::show);
  }

  private void call(String path, Dialect dialect) {
    keyed(POST, path, new ChatEndpoint(dialect, services, settings, calls));
  }

  private void keyed(HttpMethod method, String path, Endpoint endpoint) {
    routes.add(new HttpRoute(method, path, Permission.keyed(), endpoint));
  }

  private void responses(Archive archive, CallLimits limits) {
    var dialect = new ResponsesDialect(archive);
    call("/v1/responses", dialect);
    var count = TokenCountEndpoint.responses(services, settings, calls, dialect);
    keyed(POST, "/v1/responses/input_tokens", count);
    keyed(
        POST,
        "/v1/responses/compact",
        exchange -> exchange.fail(ResponsesEndpoint.noCompaction(exchange)));
    var responses = new ResponsesEndpoint(archive.responses());
    counted(GET, "/v1/responses/{id}", responses::show, limits);
    counted(GET, "/v1/responses/{id}/input_items", responses::input, limits);
    counted(DELETE, "/v1/responses/{id}", responses::delete, limits);
    keyed(POST, "/v1/responses/{id}/cancel", responses::cancel);
  }

  private void conversations(Archive archive, CallLimits limits) {
    var conversations = new ConversationsEndpoint(archive, settings.bodyLimit());
    var one = "/v1/conversations/{id}";
    counted(POST, "/v1/conversations", conversations::create, limits);
    counted(GET, one, conversations::show, limits);
    counted(POST, one, conversations::describe, limits);
    counted(DELETE, one, conversations::delete, limits);
    counted(GET, one + "/items", conversations::items, limits);
    counted(POST, one + "/items", conversations::add, limits);
    counted(GET, one + "/items/{item}", conversations::item, limits);
    counted(DELETE, one + "/items/{item}", conversations::remove, limits);
  }

  /** An endpoint that asks no model, whose requests count at the limits of their key. */
  private void counted(HttpMethod method, String path, Endpoint endpoint, CallLimits limits) {
    keyed(method, path, new CountedEndpoint(endpoint, calls, limits));
  }

  /** The endpoint reads the path as it was written, so that what is checked is what is sent. */
  private void passthrough(Audit audit) {
    var door = new PassthroughEndpoint(services, settings, calls, audit);
    for (var method : new HttpMethod[] {GET, POST, PUT, PATCH, DELETE}) {
      keyed(method, "/passthrough/{target...}", door);
    }
  }

  private void metrics() {
    var telemetry = services.telemetry();
    Gauge.builder("tutti.calls.in.flight", live, ActiveCalls::count).register(telemetry.registry());
    Endpoint scrape = exchange -> exchange.text(PROMETHEUS, telemetry.scrape());
    routes.add(new HttpRoute(GET, "/metrics", only(OPERATOR, AUDITOR), scrape));
  }
}
