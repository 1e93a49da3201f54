package dev.tutti.gateway.admin;

import dev.tutti.change.Author;
import dev.tutti.change.ChangeJson;
import dev.tutti.change.ChangeResult;
import dev.tutti.change.Changes;
import dev.tutti.change.CurrentConfiguration;
import dev.tutti.change.Effect;
import dev.tutti.change.Subject;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.config.WrittenSection;
import dev.tutti.http.HttpExchange;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/providers} and {@code /admin/models}: what is configured, and changes of it. */
public final class SectionsEndpoint {
  private static final int LONGEST_BODY = 64 << 10;
  private static final int CONFLICT = 409;
  private static final String NAME = "name";
  private static final String ORIGIN = "origin";
  private static final String CONFIG = "config";

  private final Subject.Kind kind;
  private final Changes changes;
  private final Supplier<CurrentConfiguration> inForce;

  /**
   * Endpoints for one kind of section.
   *
   * @param inForce the configuration of the moment
   */
  public SectionsEndpoint(
      Subject.Kind kind, Changes changes, Supplier<CurrentConfiguration> inForce) {
    this.kind = kind;
    this.changes = changes;
    this.inForce = inForce;
  }

  /** {@code GET}: everything that is configured, and what was taken away. */
  public void list(HttpExchange exchange) {
    var now = inForce.get();
    var answer = Json.object();
    var data = answer.putArray("data");
    now.sections(kind).forEach((name, written) -> data.add(json(now, subject(name), written)));
    var removed = answer.putArray("removed");
    now.overlay().changes().values().stream()
        .filter(each -> each.subject().kind() == kind && each.effect() instanceof Effect.Hidden)
        .forEach(
            each -> {
              var json = ChangeJson.of(each);
              written(json, now, each.subject());
              removed.add(json);
            });
    Revisions.answer(exchange, now.overlay().revision(), answer);
  }

  /** {@code GET /{name}}. */
  public void show(HttpExchange exchange) {
    var now = inForce.get();
    var subject = named(exchange);
    var written = now.section(subject).orElseThrow(() -> Changes.unknown(subject, now));
    Revisions.answer(exchange, now.overlay().revision(), json(now, subject, written));
  }

  private static ObjectNode json(
      CurrentConfiguration now, Subject subject, WrittenSection written) {
    var json = Json.object().put(NAME, subject.name()).put(ORIGIN, written.origin());
    now.overlay()
        .change(subject)
        .ifPresent(
            change -> {
              json.putObject("change")
                  .put("id", change.id())
                  .put("at", change.at().toString())
                  .put("who", change.who());
              written(json, now, subject);
            });
    json.set(CONFIG, written.masked());
    return json;
  }

  /** What the file says of what was changed. */
  private static void written(ObjectNode json, CurrentConfiguration now, Subject subject) {
    var file = now.file().get(subject);
    if (file != null) {
      json.putObject("written").put(ORIGIN, file.origin()).set(CONFIG, file.masked());
    }
  }

  /**
   * The subject that the body of a new section names; its name leaves the body.
   *
   * @throws Fault {@code invalid_request} where it names none, with status 409 where it is known
   */
  static Subject added(Subject.Kind kind, ObjectNode body, CurrentConfiguration now) {
    var subject = new Subject(kind, body.path(NAME).asString(""));
    if (subject.name().isEmpty()) {
      throw Fault.invalid(NAME, "is missing (expected: a name of its own)");
    }
    if (now.section(subject).isPresent()) {
      throw Fault.of(
              FaultCode.INVALID_REQUEST,
              "%s: is there already (expected: PUT to change it)".formatted(subject))
          .status(CONFLICT);
    }
    body.remove(NAME);
    return subject;
  }

  /** {@code PUT /{name}}: the section in JSON. */
  public void give(HttpExchange exchange) {
    var subject = named(exchange);
    var author = Revisions.author(exchange);
    exchange
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                exchange.attempt(
                    () -> answer(exchange, subject, changes.give(subject, body, author))))
        .onFailure(exchange::fail);
  }

  /** {@code DELETE /{name}}. */
  public void remove(HttpExchange exchange) {
    change(exchange, named(exchange), changes::remove);
  }

  /** {@code POST /{name}/reset}: the file is right again. */
  public void reset(HttpExchange exchange) {
    change(exchange, named(exchange), changes::reset);
  }

  private interface Step {
    CompletableFuture<ChangeResult> take(Subject subject, Author by);
  }

  private void change(HttpExchange exchange, Subject subject, Step step) {
    answer(exchange, subject, step.take(subject, Revisions.author(exchange)));
  }

  private void answer(
      HttpExchange exchange, Subject subject, CompletableFuture<ChangeResult> change) {
    exchange.when(
        change,
        result -> {
          var now = inForce.get();
          var answer =
              now.section(subject)
                  .map(written -> json(now, subject, written))
                  .orElseGet(() -> Json.object().put(NAME, subject.name()).put("removed", true));
          Revisions.answer(exchange, result.revision(), answer);
        });
  }

  private Subject named(HttpExchange exchange) {
    return subject(exchange.path(NAME));
  }

  private Subject subject(String name) {
    return new Subject(kind, name);
  }
}
