package dev.tutti.skill.http;

import dev.tutti.call.Call;
import dev.tutti.http.AnswerHeaders;
import dev.tutti.http.CallStart;
import dev.tutti.http.ServerSettings;
import dev.tutti.http.Visit;
import dev.tutti.security.Role;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillName;
import dev.tutti.skill.api.SkillRequest;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/skills/{name}/execute} and {@code /stream}. */
record SkillDoor(SkillServices skills, ServerSettings settings, CallStart calls) {

  /** {@code POST .../execute}. */
  void execute(Visit visit) {
    begin(visit, false);
  }

  /** {@code POST .../stream}. */
  void stream(Visit visit) {
    begin(visit, true);
  }

  private void begin(Visit visit, boolean streams) {
    var name = visit.path("name");
    visit.principal().requireModel(SkillName.PREFIX + name);
    var call = calls.begin(visit);
    var forget = call.onCancel(() -> visit.fail(call.reason()));
    visit
        .tree(settings.bodyLimit(), SkillBody::read)
        .onComplete(_ -> forget.run())
        .onSuccess(read -> visit.attempt(call, () -> execute(visit, call, name, read, streams)))
        .onFailure(visit::fail);
  }

  private void execute(Visit visit, Call call, String name, SkillBody read, boolean streams) {
    var request = read.request(name, visit.query("version").orElse(""));
    new VisibleSkills(skills.catalog(), visit.principal()).requireKnown(name);
    call.caller(read.caller(call.caller()));
    Executing executing = records(visit, read) ? this::recorded : this::executed;
    if (streams) {
      var stream = SkillStream.open(visit, call);
      var _ =
          run(executing, request, call, stream::tell)
              .whenComplete((result, thrown) -> call.loop().run(() -> stream.end(result, thrown)));
    } else {
      var _ =
          run(executing, request, call, SkillListener.NOBODY)
              .whenComplete(
                  (result, thrown) -> call.loop().run(() -> end(visit, call, result, thrown)));
    }
  }

  private static void end(
      Visit visit, Call call, @Nullable ObjectNode result, @Nullable Throwable thrown) {
    if (visit.response().ended() || visit.response().closed()) {
      return;
    }
    AnswerHeaders.write(visit.response(), call);
    if (result != null) {
      visit.json(result);
    } else {
      visit.fail(SkillStream.cause(thrown));
    }
  }

  /** Recordings hold what users say, so that only operators make and read them. */
  private static boolean records(Visit visit, SkillBody body) {
    if (body.records()) {
      visit.principal().requireAny(Set.of(Role.OPERATOR));
    }
    return body.records();
  }

  private interface Executing {
    ObjectNode execute(SkillRequest request, Call call, SkillListener listener);
  }

  private CompletableFuture<ObjectNode> run(
      Executing executing, SkillRequest request, Call call, SkillListener listener) {
    return CompletableFuture.supplyAsync(
        () -> executing.execute(request, call, listener), skills.threads());
  }

  private ObjectNode executed(SkillRequest request, Call call, SkillListener listener) {
    return SkillJson.of(skills.engine().execute(request, call, listener));
  }

  private ObjectNode recorded(SkillRequest request, Call call, SkillListener listener) {
    var recorded = skills.recordings().execute(request, call, listener);
    return SkillJson.of(recorded.result())
        .put("recording", recorded.id().isEmpty() ? null : recorded.id());
  }
}
