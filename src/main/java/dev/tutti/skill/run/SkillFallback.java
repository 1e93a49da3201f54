package dev.tutti.skill.run;

import dev.tutti.call.Degradation;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import dev.tutti.skill.api.Execution;
import dev.tutti.skill.api.Skill;
import dev.tutti.skill.api.SkillPrompt;
import dev.tutti.skill.api.SkillSettings.OnInvalid;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The text that a skill says when no model has an answer, and when that is. */
final class SkillFallback {
  private static final Logger log = LoggerFactory.getLogger(SkillFallback.class);

  /** The share of the time that is kept back for it, and the most. */
  private static final int SHARE = 10;

  private static final Duration MOST = Duration.ofSeconds(1);

  private SkillFallback() {}

  /** The time that is kept back for the text of an execution that may take so long. */
  static Duration reserve(Skill skill, Duration time) {
    if (skill.fallback().isEmpty()) {
      return Duration.ZERO;
    }
    var share = time.dividedBy(SHARE);
    return share.compareTo(MOST) < 0 ? share : MOST;
  }

  /** Whether nobody could answer, rather than that nobody should. */
  static boolean isOutage(Fault fault) {
    return !fault.isCallerLimit()
        && !fault.isUnfit()
        && (fault.triesOther() || fault.code() == FaultCode.FALLBACK_EXHAUSTED);
  }

  /**
   * Says the text.
   *
   * @throws Fault the one that it would stand for, where there is no text for it
   */
  static String say(Execution execution, Fault fault, Map<String, Object> values) {
    var skill = execution.skill();
    boolean allowed =
        fault.code() == FaultCode.INVALID_OUTPUT
            ? skill.settings().output().onInvalid() == OnInvalid.FALLBACK
            : isOutage(fault);
    if (!allowed || skill.fallback().isEmpty() || execution.said()) {
      throw fault;
    }
    var text = text(skill, skill.fallback().get(), values, fault);
    execution.gaveUp(fault);
    execution.degrade(Degradation.TEXT);
    execution.say(new ChatEvent.Text(0, text));
    return text;
  }

  private static String text(
      Skill skill, SkillPrompt template, Map<String, Object> values, Fault fault) {
    try {
      var text = new StringBuilder();
      template.render(values).forEach(message -> text.append(message.text()));
      return text.toString();
    } catch (Fault flaw) {
      log.warn("Skill {}: the fallback text cannot be said: {}", skill.name(), flaw.getMessage());
      throw fault;
    }
  }

  /** The text as JSON, where it is what the skill's answer must be; null where it is not. */
  static @Nullable JsonNode json(Skill skill, String text) {
    if (skill.output().isEmpty()) {
      return null;
    }
    try {
      var json = Json.tree(text);
      return skill.output().get().check(json).isEmpty() ? json : null;
    } catch (Fault _) {
      return null; // an apology in words
    }
  }
}
