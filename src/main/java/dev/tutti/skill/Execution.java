package dev.tutti.skill;

import dev.tutti.call.Call;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One execution under way: on whose behalf, how deep, and what it has used. Confined to its thread.
 */
public final class Execution {
  private final Skill skill;
  private final Call call;
  private final int depth;
  private Usage usage = Usage.NONE;
  private String model = "";
  private final List<Artifact> artifacts = new ArrayList<>();

  Execution(Skill skill, Call call, int depth) {
    this.skill = skill;
    this.call = call;
    this.depth = depth;
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

  /**
   * Notes what an answer has used.
   *
   * @throws Fault {@code budget_exceeded} when that is more than the skill may use
   */
  void spent(Usage more, String answerer) {
    usage = usage.plus(more);
    model = answerer.isEmpty() ? model : answerer;
    long most = skill.settings().limits().totalTokens();
    if (usage.total() > most) {
      throw Fault.of(
          FaultCode.BUDGET_EXCEEDED,
          "skill %s: %d tokens (expected: at most %d, limits.total_tokens)"
              .formatted(skill.name(), usage.total(), most));
    }
  }
}
