package dev.tutti.gateway;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.security.Role;
import dev.tutti.skill.SkillListener;
import dev.tutti.skill.SkillName;
import dev.tutti.skill.SkillRequest;
import dev.tutti.skill.SkillService;
import dev.tutti.skill.Wanted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /v1/skills/{name}/execute} and {@code /stream}. */
record SkillDoor(SkillService skills, ServerSettings settings, CallStart calls) implements Door {
  static final String BELOW = "/v1/skills/";

  private static final int LONGEST_NAME = 512;

  @Override
  public void answer(Visit visit) {
    var path = SubPath.of(visit, BELOW);
    boolean streams = path.is("*", "stream");
    if (!streams && !path.is("*", "execute")) {
      throw path.unknown();
    }
    var name = path.at(0);
    visit.principal().requireModel(SkillName.PREFIX + name);
    var call = calls.begin(visit);
    var forget = call.onCancel(() -> visit.fail(call.reason()));
    visit
        .body(settings.bodyLimit())
        .onComplete(_ -> forget.run())
        .onSuccess(body -> visit.attempt(call, () -> execute(visit, call, name, body, streams)))
        .onFailure(visit::fail);
  }

  private void execute(Visit visit, Call call, String name, byte[] body, boolean streams) {
    var root = body.length == 0 ? Json.object() : Json.request(body);
    var request = request(name, root, visit.query("version").orElse(""));
    skills.catalog().skill(name);
    var caller = call.caller();
    var named = text(root, "user_id", caller.user());
    var session = text(root, "session_id", caller.session());
    call.caller(caller.forUser(named).inSession(session));
    if (request.timeout().isPositive()) {
      var _ = call.within(request.timeout());
    }
    Executing executing = records(visit, root) ? this::recorded : this::executed;
    if (streams) {
      var stream = SkillStream.open(visit, call);
      var _ =
          run(executing, request, call, stream::tell)
              .whenComplete((result, thrown) -> call.loop().run(() -> stream.end(result, thrown)));
    } else {
      visit.when(
          run(executing, request, call, SkillListener.NOBODY),
          result -> {
            AnswerHeaders.write(visit.response(), call);
            visit.json(result);
          });
    }
  }

  /** Recordings hold what users say, so that only operators make and read them. */
  private static boolean records(Visit visit, ObjectNode root) {
    if (!root.path("record").asBoolean(false)) {
      return false;
    }
    visit.principal().requireAny(Set.of(Role.OPERATOR));
    return true;
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

  private static SkillRequest request(String name, ObjectNode root, String version) {
    return new SkillRequest(
        name,
        Wanted.of(root.has("version") ? text(root, "version", "") : version),
        said(root),
        inputs(root),
        history(root),
        followUp(root),
        timeout(root));
  }

  private static String said(ObjectNode root) {
    var said = root.path("user_message");
    if (said.isMissingNode() || said.isNull()) {
      return "";
    }
    if (!said.isString()) {
      throw Fault.invalid("user_message", "not a text (expected: what the user says)");
    }
    return said.asString();
  }

  private static ObjectNode inputs(ObjectNode root) {
    var inputs = root.path("context");
    if (inputs.isMissingNode() || inputs.isNull()) {
      return Json.object();
    }
    if (inputs instanceof ObjectNode object) {
      return object;
    }
    throw Fault.invalid("context", "not an object (expected: the inputs by their names)");
  }

  private static List<ObjectNode> history(ObjectNode root) {
    var history = new ArrayList<ObjectNode>();
    for (var each : root.path("history")) {
      if (!(each instanceof ObjectNode message) || !message.has("role")) {
        throw Fault.invalid(
            "history[" + history.size() + "]", "not a message (expected: {role, content})");
      }
      history.add(message);
    }
    return history;
  }

  private static SkillRequest.FollowUp followUp(ObjectNode root) {
    var said = root.path("follow_up").asString("auto").toUpperCase(Locale.ROOT);
    return switch (said) {
      case "AUTO" -> SkillRequest.FollowUp.AUTO;
      case "YES", "TRUE" -> SkillRequest.FollowUp.YES;
      case "NO", "FALSE" -> SkillRequest.FollowUp.NO;
      default ->
          throw Fault.invalid("follow_up", "\"%s\" (expected: auto, yes or no)".formatted(said));
    };
  }

  private static Duration timeout(ObjectNode root) {
    JsonNode timeout = root.path("timeout");
    if (timeout.isMissingNode() || timeout.isNull()) {
      return Duration.ZERO;
    }
    if (!timeout.isNumber() || timeout.asDouble() <= 0 || timeout.asDouble() > 86_400) {
      throw Fault.invalid("timeout", timeout + " (expected: seconds, up to 86400)");
    }
    return Duration.ofMillis(Math.max(1, Math.round(timeout.asDouble() * 1_000)));
  }

  private static String text(ObjectNode root, String name, String otherwise) {
    var value = root.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isString() || value.asString().length() > LONGEST_NAME) {
      throw Fault.invalid(name, "not a text of at most %d characters".formatted(LONGEST_NAME));
    }
    return value.asString();
  }
}
