package dev.tutti.gateway.admin;

import dev.tutti.change.Author;
import dev.tutti.change.ChangeJson;
import dev.tutti.change.Changed;
import dev.tutti.change.Changes;
import dev.tutti.change.Effect;
import dev.tutti.change.InForce;
import dev.tutti.change.Subject;
import dev.tutti.chat.Json;
import dev.tutti.config.Written;
import dev.tutti.http.Visit;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /admin/providers} and {@code /admin/models}: what is configured, and changes of it. */
public final class SectionsDoor {
  private static final int LONGEST_BODY = 64 << 10;

  private final Subject.Kind kind;
  private final Changes changes;
  private final Supplier<InForce> inForce;

  public SectionsDoor(Subject.Kind kind, Reconfiguration office) {
    this.kind = kind;
    this.changes = office.changes();
    this.inForce = office.inForce();
  }

  /** {@code GET}: everything that is configured, and what was taken away. */
  public void list(Visit visit) {
    var now = inForce.get();
    var answer = Json.object();
    var data = answer.putArray("data");
    now.sections(kind).forEach((name, written) -> data.add(json(now, subject(name), written)));
    var removed = answer.putArray("removed");
    now.overlay().changes().values().stream()
        .filter(each -> each.subject().kind() == kind && each.effect() instanceof Effect.Hidden)
        .forEach(each -> removed.add(ChangeJson.of(each)));
    Revisions.answer(visit, now.overlay().revision(), answer);
  }

  /** {@code GET /{name}}. */
  public void show(Visit visit) {
    var now = inForce.get();
    var subject = named(visit);
    var written = now.section(subject).orElseThrow(() -> Changes.unknown(subject, now));
    Revisions.answer(visit, now.overlay().revision(), json(now, subject, written));
  }

  private static ObjectNode json(InForce now, Subject subject, Written written) {
    var json = Json.object().put("name", subject.name()).put("origin", written.origin());
    now.overlay()
        .change(subject)
        .ifPresent(
            change ->
                json.putObject("change")
                    .put("id", change.id())
                    .put("at", change.at().toString())
                    .put("who", change.who()));
    json.set("config", written.masked());
    return json;
  }

  /** {@code PUT /{name}}: the section in JSON. */
  public void give(Visit visit) {
    var subject = named(visit);
    var author = Revisions.author(visit);
    visit
        .tree(LONGEST_BODY, Json::request)
        .onSuccess(
            body ->
                visit.attempt(() -> answer(visit, subject, changes.give(subject, body, author))))
        .onFailure(visit::fail);
  }

  /** {@code DELETE /{name}}. */
  public void remove(Visit visit) {
    change(visit, named(visit), changes::remove);
  }

  /** {@code POST /{name}/reset}: the file is right again. */
  public void reset(Visit visit) {
    change(visit, named(visit), changes::reset);
  }

  private interface Step {
    CompletableFuture<Changed> take(Subject subject, Author by);
  }

  private void change(Visit visit, Subject subject, Step step) {
    answer(visit, subject, step.take(subject, Revisions.author(visit)));
  }

  private void answer(Visit visit, Subject subject, CompletableFuture<Changed> change) {
    visit.when(
        change,
        changed -> {
          var now = inForce.get();
          var answer =
              now.section(subject)
                  .map(written -> json(now, subject, written))
                  .orElseGet(() -> Json.object().put("name", subject.name()).put("removed", true));
          Revisions.answer(visit, changed.revision(), answer);
        });
  }

  private Subject named(Visit visit) {
    return subject(visit.path("name"));
  }

  private Subject subject(String name) {
    return new Subject(kind, name);
  }
}
