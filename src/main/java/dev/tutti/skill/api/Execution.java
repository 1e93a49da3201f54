package dev.tutti.skill.api;

import dev.tutti.call.Call;
import dev.tutti.call.Degradation;
import dev.tutti.call.DeploymentId;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Usage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One execution under way: on whose behalf, how deep, and what it has used. Confined to its thread,
 * but for what tools note that run side by side: what was used, and files.
 */
public final class Execution {
  private static final int MOST_TOOL_CALLS = 128;

  private final Skill skill;
  private final Call call;
  private final int depth;
  private final SkillListener listener;
  private Usage usage = Usage.NONE;
  private final Map<DeploymentId, Usage> answers = new HashMap<>();
  private String model = "";
  private boolean gaveUpInvalid;
  private boolean cached;
  private boolean byFallback;
  private FinishReason finish = FinishReason.STOP;
  private long end;
  private boolean said;
  private int toolCalls;
  private final List<Artifact> artifacts = new ArrayList<>();

  public Execution(Skill skill, Call call, int depth, SkillListener listener) {
    this.skill = skill;
    this.call = call;
    this.depth = depth;
    this.listener = listener;
    this.end = call.loop().nanos() + call.remaining().toNanos();
  }

  /** Says something to who listens. */
  public void say(ChatEvent event) {
    if (!listener.equals(SkillListener.NOBODY)) {
      listener.hear(event);
      said = true;
    }
  }

  /** Whether somebody has heard something, which cannot be said otherwise any more. */
  public boolean said() {
    return said;
  }

  /** The skill that is executed. */
  public Skill skill() {
    return skill;
  }

  /** On whose behalf, and until when. */
  public Call call() {
    return call;
  }

  /** The depth of calls of skills by skills, from 1. */
  public int depth() {
    return depth;
  }

  /** The files that it has written. */
  public synchronized List<Artifact> artifacts() {
    return List.copyOf(artifacts);
  }

  public synchronized void wrote(Artifact artifact) {
    artifacts.add(artifact);
  }

  /** Notes for the caller what is executed, if it is what they asked for. */
  public void present() {
    if (depth == 1) {
      var headers =
          List.of(
              Map.entry("x-tutti-skill", URLEncoder.encode(skill.name(), StandardCharsets.UTF_8)),
              Map.entry("x-tutti-skill-version", skill.version().getVersion()),
              Map.entry("x-tutti-skill-revision", skill.revision()));
      call.loop().run(() -> call.answerer(headers));
    }
  }

  /** Sets the time that models and tools may take; what is said when none has answered is extra. */
  public void spend(Duration time) {
    end = call.loop().nanos() + time.toNanos();
  }

  /** The time that models and tools may still take; not positive when there is none. */
  Duration left() {
    return Duration.ofNanos(end - call.loop().nanos());
  }

  /** A time, or what is left if that is less. */
  public Duration within(Duration time) {
    var left = left();
    return time.compareTo(left) < 0 ? time : left;
  }

  /** Notes for the caller of the whole execution that something stands for an answer. */
  public void degrade(Degradation how) {
    call.loop().run(() -> call.degrade(how));
  }

  public synchronized Usage usage() {
    return usage;
  }

  public String model() {
    return model;
  }

  /** Notes that another model than the first has answered. */
  public void byFallback() {
    if (!byFallback) {
      byFallback = true;
      degrade(Degradation.MODEL);
    }
  }

  /** Whether another model than the first has answered. */
  public boolean isByFallback() {
    return byFallback;
  }

  /** Notes why the model has stopped. */
  public void finished(FinishReason reason) {
    finish = reason;
  }

  /** The reason for which the last model has stopped. */
  public FinishReason finish() {
    return finish;
  }

  /** Notes that what is said was said before, to somebody who asked the same. */
  public void fromCache() {
    cached = true;
  }

  /** Whether what is said was said before. */
  public boolean cached() {
    return cached;
  }

  /** The usage of each deployment. */
  public synchronized Map<DeploymentId, Usage> answers() {
    return Map.copyOf(answers);
  }

  /** Notes why something is given in the place of an answer. */
  public void gaveUp(Fault why) {
    gaveUpInvalid = why.code() == FaultCode.INVALID_OUTPUT;
  }

  /** Whether something is given in the place of an answer that was not what it must be. */
  public boolean gaveUpInvalid() {
    return gaveUpInvalid;
  }

  /**
   * Notes what was used, answers of which nothing came included.
   *
   * @param all in all
   * @param targets of which deployment, as far as that is known
   */
  public synchronized void used(Usage all, Map<DeploymentId, Usage> targets) {
    usage = usage.plus(all);
    targets.forEach((target, more) -> answers.merge(target, more, Usage::plus));
  }

  /**
   * Notes what a skill has used that this one called.
   *
   * @throws Fault as {@link #requireTokens}
   */
  public void spent(Execution inner) {
    used(inner.usage(), inner.answers());
    requireTokens();
  }

  /** Whether it has used more than the skill may. */
  public synchronized boolean overspent() {
    return usage.total() > skill.settings().limits().totalTokens();
  }

  /**
   * Sees to it that no more was used than the skill may.
   *
   * @throws Fault {@code limit_exceeded}
   */
  public void requireTokens() {
    if (overspent()) {
      throw SkillLimit.exceeded(
          skill,
          "limits.total_tokens",
          "%d tokens".formatted(usage().total()),
          skill.settings().limits().totalTokens());
    }
  }

  /** Notes who has answered last. */
  public void answeredBy(String deployment) {
    model = deployment.isEmpty() ? model : deployment;
  }

  /**
   * Notes that a tool is called.
   *
   * @throws Fault {@code limit_exceeded} when the models call tools without end
   */
  public void callsTool() {
    if (++toolCalls > MOST_TOOL_CALLS) {
      throw SkillLimit.exceeded(
          skill, "calls of tools", "%d calls of tools".formatted(toolCalls), MOST_TOOL_CALLS);
    }
  }
}
