package dev.tutti.skill.run;

import dev.tutti.call.Caller;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.SkillResult.Mode;
import dev.tutti.skill.api.VersionSelector;
import dev.tutti.skill.run.SkillSessionTable.StoredSession;
import java.util.List;

/**
 * The turns of sessions: what a turn goes on with, which prompt it is told, and what is remembered
 * of it. Blocking, for virtual threads; thread-safe.
 */
public record SkillTurns(SkillSessions sessions) {

  /**
   * With what the session has talked of, where the caller does not say what was said before, and
   * with its inputs, where the caller gives none.
   */
  SkillRequest resumed(Skill skill, SkillRequest request, Caller caller) {
    if (request.followUp() == SkillRequest.FollowUp.NO) {
      return request;
    }
    var storedSession = sessions.talk(caller, skill.name());
    var spoken =
        request.history().isEmpty()
            ? request.after(storedSession.map(StoredSession::messages).orElse(List.of()))
            : request;
    return spoken.inputs().isEmpty()
        ? storedSession.map(StoredSession::inputs).map(spoken::having).orElse(spoken)
        : spoken;
  }

  /**
   * The choice of the prompt: the caller says, or what is known of the session. The lighter one is
   * for a model that has been told the whole of this revision with these inputs.
   */
  Mode mode(Skill skill, SkillRequest request, Caller caller) {
    if (skill.followUp().isEmpty()) {
      return new Mode(false, 1, "the skill has no followup.md", "skill");
    }
    return switch (request.followUp()) {
      case YES -> new Mode(true, 1, "asked for", "caller");
      case NO -> new Mode(false, 1, "asked for", "caller");
      case AUTO ->
          sessions
              .talk(caller, skill.name())
              .map(storedSession -> mode(skill, request, storedSession))
              .orElseGet(() -> mode(request));
    };
  }

  private static Mode mode(Skill skill, SkillRequest request, StoredSession storedSession) {
    if (!storedSession.lastPrompt().revision().equals(skill.revision())) {
      return new Mode(false, 1, "the session was not told this revision", "session");
    }
    return storedSession.lastPrompt().equals(StoredSession.LastPrompt.of(skill, request.inputs()))
        ? new Mode(true, 1, "the session goes on", "session")
        : new Mode(false, 1, "the context has changed", "session");
  }

  /** Without a session nobody knows what the model was told before the caller's history. */
  private static Mode mode(SkillRequest request) {
    boolean said =
        request.history().stream()
            .anyMatch(each -> each.path("role").asString("").equals("assistant"));
    if (!said) {
      return new Mode(false, 1, "the first question", "session");
    }
    return request.inputs().isEmpty()
        ? new Mode(true, 0.5, "there is an answer before it", "history")
        : new Mode(false, 0.5, "the context may have changed", "history");
  }

  /**
   * Remembers a turn. A session stays with the version that the release gave it: what asks for
   * another one is an excursion, and so is what another skill asks, once the session has a version.
   */
  void remember(SkillRequest asked, Execution execution, SkillResult result) {
    var caller = execution.call().caller();
    var skill = execution.skill();
    var before = sessions.talk(caller, skill.name());
    boolean nested = execution.depth() > 1;
    boolean free = asked.selector() instanceof VersionSelector.Released && !nested;
    boolean excursion =
        before
            .filter(storedSession -> nested || !storedSession.version().equals(skill.version()))
            .isPresent();
    if ((free || !excursion) && !result.isText()) {
      var lastPrompt =
          result.mode().followUp()
              ? before.map(StoredSession::lastPrompt).orElse(StoredSession.LastPrompt.NOTHING)
              : StoredSession.LastPrompt.of(skill, asked.inputs());
      var said = nested ? "" : asked.userMessage();
      sessions.talked(
          caller, skill, new SkillSessions.Turn(asked, lastPrompt, said, result.text()));
    }
  }
}
