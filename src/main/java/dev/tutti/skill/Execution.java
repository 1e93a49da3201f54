package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.call.Target;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution under way: on whose behalf, how deep, and what it has used. Confined to its thread.
 */
public final class Execution {
  private static final int MOST_TOOL_CALLS = 128;

  private final Skill skill;
  private final Call call;
  private final int depth;
  private final SkillListener listener;
  private Usage usage = Usage.NONE;
  private final Map<Target, Usage> answers = new HashMap<>();
  private String model = "";
  private boolean gaveUpInvalid;
  private boolean cached;
  private boolean byFallback;
  private FinishReason finish = FinishReason.STOP;
  private boolean overspent;
  private boolean said;
  private int toolCalls;
  private final List<Artifact> artifacts = new ArrayList<>();

  Execution(Skill skill, Call call, int depth, SkillListener listener) {
    this.skill = skill;
    this.call = call;
    this.depth = depth;
    this.listener = listener;
  }

  /** Says something to who listens. */
  void say(ChatEvent event) {
    if (!listener.equals(SkillListener.NOBODY)) {
      listener.hear(event);
      said = true;
    }
  }

  /** Whether somebody has heard something, which cannot be said otherwise any more. */
  boolean said() {
    return said;
  }

  /** What is executed. */
  public Skill skill() {
    return skill;
  }

  /** On whose behalf, and until when. */
  public Call call() {
    return call;
  }

  /** How many skills have called one another to come here, from 1. */
  public int depth() {
    return depth;
  }

  /** The files that it has written. */
  public List<Artifact> artifacts() {
    return Collections.unmodifiableList(artifacts);
  }

  void wrote(Artifact artifact) {
    artifacts.add(artifact);
  }

  Usage usage() {
    return usage;
  }

  String model() {
    return model;
  }

  /** Notes that another model than the first has answered. */
  void byFallback() {
    byFallback = true;
  }

  /** Whether another model than the first has answered. */
  boolean isByFallback() {
    return byFallback;
  }

  /** Notes why the model has stopped. */
  void finished(FinishReason reason) {
    finish = reason;
  }

  /** Why the last model has stopped. */
  FinishReason finish() {
    return finish;
  }

  /** Notes that what is said was said before, to somebody who asked the same. */
  void fromCache() {
    cached = true;
  }

  /** Whether what is said was said before. */
  boolean cached() {
    return cached;
  }

  /** What was used of which deployment. */
  Map<Target, Usage> answers() {
    return answers;
  }

  /** Notes why something is given in the place of an answer. */
  void gaveUp(Fault why) {
    gaveUpInvalid = why.code() == FaultCode.INVALID_OUTPUT;
  }

  /** Whether something is given in the place of an answer that was not what it must be. */
  boolean gaveUpInvalid() {
    return gaveUpInvalid;
  }

  /** Notes what an answer has used of which nothing came. */
  void lost(Usage more, String answerer) {
    usage = usage.plus(more);
    int slash = answerer.indexOf('/');
    if (slash > 0) {
      var target = new Target(answerer.substring(0, slash), answerer.substring(slash + 1));
      answers.merge(target, more, Usage::plus);
    }
  }

  /**
   * Notes what a skill has used that this one called.
   *
   * @throws Fault as {@link #spent(Usage, String)}
   */
  void spent(Execution inner) {
    inner.answers.forEach((target, more) -> answers.merge(target, more, Usage::plus));
    spent(inner.usage, "");
  }

  /** Whether it has used more than the skill may. */
  boolean overspent() {
    return overspent;
  }

  /**
   * Notes that a tool is called.
   *
   * @throws Fault {@code upstream_error} when the models call tools without end
   */
  void callsTool() {
    if (++toolCalls > MOST_TOOL_CALLS) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "skill %s: %d calls of tools (expected: fewer)".formatted(skill.name(), MOST_TOOL_CALLS));
    }
  }

  /**
   * Notes what an answer has used.
   *
   * @throws Fault {@code budget_exceeded} when that is more than the skill may use
   */
  void spent(Usage more, String answerer) {
    lost(more, answerer);
    model = answerer.isEmpty() ? model : answerer;
    long most = skill.settings().limits().totalTokens();
    if (usage.total() > most) {
      overspent = true;
      throw Fault.of(
          FaultCode.BUDGET_EXCEEDED,
          "skill %s: %d tokens (expected: at most %d, limits.total_tokens)"
              .formatted(skill.name(), usage.total(), most));
    }
  }
}
