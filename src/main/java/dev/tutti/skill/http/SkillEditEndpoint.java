package dev.tutti.skill.http;

import static dev.tutti.http.Permission.only;
import static dev.tutti.security.Role.ADMIN;
import static dev.tutti.security.Role.OPERATOR;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.http.HttpExchange;
import dev.tutti.http.HttpRoute;
import dev.tutti.skill.edit.DraftCheck;
import dev.tutti.skill.edit.SkillDraft;
import dev.tutti.skill.edit.SkillEditor;
import dev.tutti.skill.load.SkillRevisions;
import dev.tutti.skill.load.Skills;
import dev.tutti.template.api.Message;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/skills/{name}/revisions/{revision}}, the files of a revision; {@code POST
 * .../check}, what is to be said of a draft; {@code PUT .../versions/{version}}, which writes one
 * as a new version.
 */
public record SkillEditEndpoint(
    Skills skills, SkillRevisions revisions, SkillEditor editor, InstantSource clock) {
  private static final int LONGEST_BODY = 16 << 20;
  private static final Set<String> CHECKED = Set.of("version", "files", "user_message", "context");
  private static final Set<String> WRITTEN = Set.of("files", "hold");

  /** Its routes, and who may use them. */
  public List<HttpRoute> routes() {
    return List.of(
        new HttpRoute(GET, "/admin/skills/{name}/revisions/{revision}", only(OPERATOR), this::show),
        new HttpRoute(POST, "/admin/skills/{name}/check", only(OPERATOR), this::check),
        new HttpRoute(PUT, "/admin/skills/{name}/versions/{version}", only(ADMIN), this::write));
  }

  /** {@code GET .../revisions/{revision}}. */
  void show(HttpExchange exchange) {
    var skill = exchange.path("name");
    var revision = exchange.path("revision");
    exchange
        .loop()
        .offload(() -> revisions.texts(skill, revision))
        .onSuccess(
            texts -> {
              var json = Json.object().put("skill", skill).put("revision", revision);
              var files = json.putObject("files");
              texts.forEach(files::put);
              exchange.json(json);
            })
        .onFailure(exchange::fail);
  }

  /** {@code POST .../check}. */
  void check(HttpExchange exchange) {
    answer(exchange, CHECKED, body -> checked(exchange.path("name"), body));
  }

  private void answer(
      HttpExchange exchange, Set<String> known, Function<ObjectNode, ObjectNode> work) {
    exchange
        .tree(LONGEST_BODY, Json::request)
        .compose(
            body ->
                exchange
                    .loop()
                    .offload(
                        () -> {
                          requireKnown(body, known);
                          return work.apply(body);
                        }))
        .onSuccess(exchange::json)
        .onFailure(exchange::fail);
  }

  private static void requireKnown(ObjectNode body, Set<String> known) {
    for (var name : body.propertyNames()) {
      if (!known.contains(name)) {
        throw Fault.invalid(name, "not known (expected: some of " + known + ")");
      }
    }
  }

  private ObjectNode checked(String skill, ObjectNode body) {
    var version = body.path("version").asString("");
    var check = editor.check(SkillDraft.read(skill, version, body.path("files")));
    var json = Json.object().put("skill", skill).put("valid", check.problems().isEmpty());
    check.problems().forEach(json.putArray("problems")::add);
    var context =
        body.path("context") instanceof ObjectNode given
            ? given
            : check.sample().orElseGet(Json::object);
    json.set("context", context);
    var message = body.path("user_message").asString("");
    var prompts =
        check
            .prompts(message, context, clock.instant().toString())
            .orElse(DraftCheck.DraftPrompts.NONE);
    json.set("prompt", messages(prompts.full()));
    var light = prompts.light();
    json.set("follow_up_prompt", light == null ? json.nullNode() : messages(light));
    json.put("prompt_problem", prompts.problem());
    json.set("tests", tests(check));
    return json;
  }

  private static ArrayNode messages(List<Message> all) {
    var json = Json.array();
    for (var each : all) {
      json.addObject()
          .put("role", each.role().name().toLowerCase(Locale.ROOT))
          .put("content", each.text());
    }
    return json;
  }

  private static ArrayNode tests(DraftCheck check) {
    var json = Json.array();
    for (var each : check.tests()) {
      var test = json.addObject().put("name", each.name()).put("place", each.place());
      test.put("status", each.status().name().toLowerCase(Locale.ROOT));
      each.flaws().forEach(test.putArray("problems")::add);
    }
    return json;
  }

  /** {@code PUT .../versions/{version}}. */
  void write(HttpExchange exchange) {
    var who = exchange.principal().label();
    var skill = exchange.path("name");
    var version = exchange.path("version");
    answer(exchange, WRITTEN, body -> written(skill, version, body, who));
  }

  private ObjectNode written(String skill, String version, ObjectNode body, String who) {
    var hold = body.path("hold");
    if (body.has("hold") && !hold.isBoolean()) {
      throw Fault.invalid("hold", hold + " (expected: true or false)");
    }
    var draft = SkillDraft.read(skill, version, body.path("files"));
    var now = editor.write(draft, hold.asBoolean(true), who);
    return Json.object()
        .put("skill", skill)
        .put("version", now.version().getVersion())
        .put("revision", now.revision())
        .put("standing", skills.current().skill(skill).standing().revision());
  }
}
