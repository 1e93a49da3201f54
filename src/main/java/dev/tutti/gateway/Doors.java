package dev.tutti.gateway;

import static io.vertx.core.http.HttpMethod.DELETE;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PATCH;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.call.LiveCalls;
import dev.tutti.change.Subject;
import dev.tutti.chat.Operation;
import dev.tutti.gateway.admin.AdminHealthDoor;
import dev.tutti.gateway.admin.AlertsDoor;
import dev.tutti.gateway.admin.AuditDoor;
import dev.tutti.gateway.admin.BackOffice;
import dev.tutti.gateway.admin.BreakersDoor;
import dev.tutti.gateway.admin.BudgetsDoor;
import dev.tutti.gateway.admin.CacheDoor;
import dev.tutti.gateway.admin.ConfigDoor;
import dev.tutti.gateway.admin.DeploymentsDoor;
import dev.tutti.gateway.admin.ExplainDoor;
import dev.tutti.gateway.admin.KeysDoor;
import dev.tutti.gateway.admin.LimitsDoor;
import dev.tutti.gateway.admin.ModelTestDoor;
import dev.tutti.gateway.admin.PoolsDoor;
import dev.tutti.gateway.admin.Reconfiguration;
import dev.tutti.gateway.admin.ScaleDoor;
import dev.tutti.gateway.admin.SectionsDoor;
import dev.tutti.gateway.admin.UsageDoor;
import dev.tutti.gateway.chat.ChatDoor;
import dev.tutti.gateway.chat.ModelsDoor;
import dev.tutti.gateway.chat.Services;
import dev.tutti.gateway.messages.MessagesDialect;
import dev.tutti.gateway.messages.TokenCountDoor;
import dev.tutti.gateway.openai.OpenAiDialect;
import dev.tutti.gateway.passthrough.PassthroughDoor;
import dev.tutti.gateway.responses.ConversationsDoor;
import dev.tutti.gateway.responses.ResponsesDialect;
import dev.tutti.gateway.responses.ResponsesDoor;
import dev.tutti.http.CallStart;
import dev.tutti.http.Door;
import dev.tutti.http.Gateway;
import dev.tutti.http.HealthDoor;
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

/** Which doors there are. Used by one thread until the gateway has started. */
public final class Doors {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  /** Tells callers of Anthropic's API, where the path does not. */
  private static final String ANTHROPIC = "anthropic-version";

  private final ServerSettings settings;
  private final ServerResources resources;
  private final Services services;
  private final LiveCalls live = new LiveCalls();
  private final CallStart calls;
  private final Routes routes = new Routes();

  private Doors(ServerSettings settings, ServerResources resources, Services services) {
    this.settings = settings;
    this.resources = resources;
    this.services = services;
    this.calls = new CallStart(settings, live);
  }

  /** A gateway with every door, not listening yet. */
  public static Gateway server(
      ServerSettings settings,
      ServerResources resources,
      Services services,
      Archive archive,
      SkillService skills,
      BackOffice office) {
    var doors = new Doors(settings, resources, services);
    doors.responses(archive, office.limits());
    doors.passthrough(office.audit());
    skills.routes(doors.routes, settings, doors.calls);
    doors.administration(office);
    return doors.gateway();
  }

  /** A gateway with the doors that callers of models need, not listening yet. */
  public static Gateway modelsOnly(
      ServerSettings settings, ServerResources resources, Services services) {
    return new Doors(settings, resources, services).gateway();
  }

  private Gateway gateway() {
    var gateway =
        new Gateway(settings, resources, routes, live, Map.of(ANTHROPIC, new MessagesDialect()));
    routes.open(GET, "/healthz", new HealthDoor(() -> true));
    routes.open(GET, "/readyz", new HealthDoor(gateway::isReady));
    models();
    metrics();
    return gateway;
  }

  private void models() {
    routes.keyed(POST, "/v1/chat/completions", openAi(Operation.CHAT));
    routes.keyed(POST, "/v1/completions", openAi(Operation.TEXT_COMPLETION));
    routes.keyed(POST, "/v1/embeddings", openAi(Operation.EMBEDDINGS));
    routes.keyed(
        POST, "/v1/messages", new ChatDoor(new MessagesDialect(), services, settings, calls));
    routes.keyed(POST, "/v1/messages/count_tokens", TokenCountDoor.messages(services, settings));
    var models = new ModelsDoor(services.directory(), services.clock().instant());
    routes.keyed(GET, "/v1/models", models);
    routes.keyed(GET, "/v1/models/", models);
  }

  private ChatDoor openAi(Operation operation) {
    return new ChatDoor(new OpenAiDialect(operation), services, settings, calls);
  }

  private void responses(Archive archive, CallLimits limits) {
    var dialect = new ResponsesDialect(archive);
    routes.keyed(POST, "/v1/responses", new ChatDoor(dialect, services, settings, calls));
    var responses = new ResponsesDoor(archive.responses());
    counted(GET, ResponsesDoor.BELOW, responses::show, limits);
    counted(DELETE, ResponsesDoor.BELOW, responses::delete, limits);
    routes.keyed(POST, ResponsesDoor.BELOW, responses::cancel);
    routes.keyed(
        POST, "/v1/responses/compact", visit -> visit.fail(ResponsesDoor.noCompaction(visit)));
    routes.keyed(
        POST,
        "/v1/responses/input_tokens",
        TokenCountDoor.responses(services, settings, calls, dialect));
    var conversations = new ConversationsDoor(archive, settings.bodyLimit());
    counted(POST, "/v1/conversations", conversations::create, limits);
    counted(GET, ConversationsDoor.BELOW, conversations::show, limits);
    counted(POST, ConversationsDoor.BELOW, conversations::change, limits);
    counted(DELETE, ConversationsDoor.BELOW, conversations::delete, limits);
  }

  /** A door that asks no model, whose requests count at the limits of their key. */
  private void counted(HttpMethod method, String path, Door door, CallLimits limits) {
    routes.keyed(method, path, new CountedDoor(door, calls, limits));
  }

  private void passthrough(Audit audit) {
    var door = new PassthroughDoor(services, settings, calls, audit);
    for (var method : new HttpMethod[] {GET, POST, PUT, PATCH, DELETE}) {
      routes.keyed(method, PassthroughDoor.BELOW, door);
    }
  }

  private void metrics() {
    var telemetry = services.telemetry();
    Gauge.builder("tutti.calls.in.flight", live, LiveCalls::count).register(telemetry.registry());
    routes.only(
        Routes.WATCHERS, GET, "/metrics", visit -> visit.text(PROMETHEUS, telemetry.scrape()));
  }

  private void administration(BackOffice office) {
    routes.only(Routes.WATCHERS, GET, "/admin/pools", new PoolsDoor(office.pools()));
    routes.only(Routes.WATCHERS, GET, "/admin/scale", new ScaleDoor(office.capacity()));
    routes.only(
        Routes.WATCHERS, GET, "/admin/usage", new UsageDoor(office.ledger(), services.clock()));
    routes.only(
        Routes.WATCHERS, POST, "/admin/explain", new ExplainDoor(services.directory(), settings));
    routes.only(Routes.WATCHERS, GET, "/admin/limits", new LimitsDoor(office.limits()));
    routes.only(Routes.WATCHERS, GET, "/admin/budgets", new BudgetsDoor(office.budgets()));
    watch(office.watch());
    var cache = new CacheDoor(office.cache(), office.audit(), services.clock());
    routes.only(Routes.WATCHERS, GET, "/admin/cache", cache::show);
    routes.only(Routes.ADMINISTRATORS, DELETE, "/admin/cache", cache::clear);
    var keys = new KeysDoor(office.keys());
    routes.only(Routes.ADMINISTRATORS, GET, "/admin/keys", keys::list);
    routes.only(Routes.ADMINISTRATORS, POST, "/admin/keys", keys::create);
    routes.only(Routes.ADMINISTRATORS, DELETE, "/admin/keys/", keys::revoke);
    routes.only(Routes.WATCHERS, GET, "/admin/audit", new AuditDoor(office.audit()));
    reconfiguration(office.reconfiguration());
  }

  private void reconfiguration(Reconfiguration office) {
    sections("/admin/providers", new SectionsDoor(Subject.Kind.PROVIDER, office));
    sections("/admin/models", new SectionsDoor(Subject.Kind.MODEL, office));
    var deployments = new DeploymentsDoor(office, services.directory());
    routes.only(Routes.WATCHERS, GET, "/admin/deployments", deployments::list);
    routes.only(Routes.ADMINISTRATORS, POST, "/admin/deployments/", deployments::change);
    var config = new ConfigDoor(office);
    routes.only(Routes.WATCHERS, GET, "/admin/config", config::show);
    routes.only(Routes.WATCHERS, GET, "/admin/config/history", config::history);
    routes.only(Routes.ADMINISTRATORS, POST, "/admin/config/rollback", config::rollback);
  }

  private void sections(String path, SectionsDoor door) {
    routes.only(Routes.WATCHERS, GET, path, door::list);
    routes.only(Routes.WATCHERS, GET, path + "/", door::show);
    routes.only(Routes.ADMINISTRATORS, PUT, path + "/", door::give);
    routes.only(Routes.ADMINISTRATORS, DELETE, path + "/", door::remove);
    routes.only(Routes.ADMINISTRATORS, POST, path + "/", door::reset);
  }

  private void watch(BackOffice.Watch watch) {
    var breakers = new BreakersDoor(watch.breakers());
    routes.only(Routes.WATCHERS, GET, "/admin/breakers", breakers::list);
    routes.only(Routes.OPERATORS, POST, BreakersDoor.BELOW, breakers::reset);
    routes.only(
        Routes.WATCHERS,
        GET,
        "/admin/health",
        new AdminHealthDoor(watch.health(), watch.breakers()));
    routes.only(Routes.WATCHERS, GET, "/admin/alerts", new AlertsDoor(watch.alerts()));
    routes.only(
        Routes.OPERATORS,
        POST,
        "/admin/models/test",
        new ModelTestDoor(services.directory(), watch.tests()));
  }
}
