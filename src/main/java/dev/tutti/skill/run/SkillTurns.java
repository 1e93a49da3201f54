package dev.tutti.skill.run;

import dev.tutti.call.Caller;
import dev.tutti.chat.Json;
import dev.tutti.followup.DialogueTurn;
import dev.tutti.followup.FollowUpDecision;
import dev.tutti.followup.FollowUpDetector;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillResult.Mode;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillSessionTable.StoredSession;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The turns of sessions with skills: which prompt each is told, with which inputs, and what is
 * remembered of it. Blocking, for virtual threads; thread-safe.
 *
 * @param detector says whether a message goes on with what was said before
 * @param choices that are made once for all attempts at an execution
 */
public record SkillTurns(SkillSessions sessions, FollowUpDetector detector, TurnChoices choices) {
  /** Turns whose choices are made each time. */
  public SkillTurns(SkillSessions sessions, FollowUpDetector detector) {
    this(sessions, detector, TurnChoices.FREE);
  }

  /** The same with choices that are kept. */
  SkillTurns choosing(TurnChoices kept) {
    return new SkillTurns(sessions, detector, kept);
  }

  /**
   * With the inputs that the session remembers: all of them where the caller gives none, and those
   * that are not given where not every required one is. {@code null} takes one back.
   */
  SkillRequest resumed(Skill skill, SkillRequest request, Caller caller) {
    if (request.followUp().equals(FollowUpWish.NO)) {
      return request;
    }
    return request.having(
        choices.choose(
            "inputs",
            () ->
                sessions
                    .find(caller, skill.name())
                    .map(stored -> merged(skill, stored.inputs(), request.inputs()))
                    .orElse(request.inputs())));
  }

  private static ObjectNode merged(Skill skill, ObjectNode remembered, ObjectNode given) {
    var required = skill.requiredInputs();
    if (!required.isEmpty() && required.stream().allMatch(given::has)) {
      return given;
    }
    var all = remembered.deepCopy();
    given.forEachEntry(
        (name, value) -> {
          if (value.isNull()) {
            all.remove(name);
          } else {
            all.set(name, value);
          }
        });
    return all;
  }

  /**
   * The choice of the prompt. The lighter one is for a message that goes on with what was said
   * before, to a model that has been told the whole of this revision with these inputs; a caller
   * may decide otherwise.
   */
  Mode mode(Skill skill, SkillRequest request, Caller caller) {
    return mode(choices.choose("mode", () -> json(chosen(skill, request, caller))));
  }

  private static ObjectNode json(Mode mode) {
    return Json.object()
        .put("light", mode.light())
        .put("decision", mode.decision().name())
        .put("confidence", mode.confidence())
        .put("reason", mode.reason())
        .put("layer", mode.layer());
  }

  private static Mode mode(ObjectNode json) {
    return new Mode(
        json.path("light").asBoolean(),
        FollowUpDecision.Kind.valueOf(json.path("decision").asString()),
        json.path("confidence").asDouble(),
        json.path("reason").asString(),
        json.path("layer").asString());
  }

  private Mode chosen(Skill skill, SkillRequest request, Caller caller) {
    boolean has = skill.followUp().isPresent();
    var decision = decision(request);
    if (request.followUp().equals(FollowUpWish.YES)) {
      return new Mode(
          has,
          decision.decision(),
          decision.confidence(),
          decision.reason(),
          decision.layer().word());
    }
    if (!decision.keepsContext()) {
      return mode(decision, "");
    }
    return mode(decision, has ? obstacle(skill, request, caller) : "the skill has no followup.md");
  }

  private FollowUpDecision decision(SkillRequest request) {
    return request
        .followUp()
        .decision()
        .orElseGet(() -> detector.decide(turns(request.history()), request.userMessage()));
  }

  private static List<DialogueTurn> turns(List<ObjectNode> history) {
    return history.stream()
        .map(each -> new DialogueTurn(each.path("role").asString(""), text(each.path("content"))))
        .filter(each -> !each.content().isEmpty())
        .toList();
  }

  private static String text(JsonNode content) {
    return content.isString()
        ? content.asString()
        : content
            .valueStream()
            .map(part -> part.path("text").asString(""))
            .collect(Collectors.joining());
  }

  /** What keeps the lighter prompt from being told to a follow-up, in words; empty for nothing. */
  private String obstacle(Skill skill, SkillRequest request, Caller caller) {
    var stored = sessions.find(caller, skill.name());
    if (stored.isEmpty()) { // nobody knows what the model was told before the caller's history
      return request.inputs().isEmpty() ? "" : "the context may have changed";
    }
    var told = stored.get().lastPrompt();
    if (!told.revision().equals(skill.revision())) {
      return "the session was not told this revision";
    }
    return told.equals(StoredSession.LastPrompt.of(skill, request.inputs()))
        ? ""
        : "the context has changed";
  }

  private static Mode mode(FollowUpDecision decision, String obstacle) {
    return new Mode(
        decision.keepsContext() && obstacle.isEmpty(),
        decision.decision(),
        decision.confidence(),
        obstacle.isEmpty() ? decision.reason() : decision.reason() + "; " + obstacle,
        decision.layer().word());
  }

  /**
   * Remembers a turn. A session stays with the version that the release gave it: what asks for
   * another one is an excursion, and so is what another skill asks, once the session has a version.
   *
   * @param took the time of the execution
   */
  void remember(SkillRequest asked, Execution execution, SkillResult result, Duration took) {
    var caller = execution.call().caller();
    var skill = execution.skill();
    var before = sessions.find(caller, skill.name());
    boolean nested = execution.depth() > 1;
    boolean free = asked.selector() instanceof VersionSelector.Released && !nested;
    boolean excursion =
        before
            .filter(storedSession -> nested || !storedSession.version().equals(skill.version()))
            .isPresent();
    if ((free || !excursion) && !result.isText()) {
      var lastPrompt =
          result.mode().light()
              ? before.map(StoredSession::lastPrompt).orElse(StoredSession.LastPrompt.NOTHING)
              : StoredSession.LastPrompt.of(skill, asked.inputs());
      sessions.remember(caller, skill, lastPrompt, asked.inputs(), took);
    }
  }
}
