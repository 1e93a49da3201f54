package dev.tutti;

import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.followup.FollowUpWish;
import dev.tutti.skill.api.SkillListener;
import dev.tutti.skill.api.SkillRequest;
import dev.tutti.skill.api.SkillResult;
import dev.tutti.skill.api.VersionSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * An execution of a skill, built step by step. Immutable and thread-safe: each step gives a changed
 * copy.
 *
 * <pre>{@code
 * var recorder = tutti.skill("symptom_recorder").version("^1.1").session("visit-7");
 * SkillResult result = recorder.input("age", 40).message("头疼两天了").run();
 * }</pre>
 */
public final class AskSkill {
  private final Core core;
  private final SkillRequest request;
  private final String user;
  private final String session;

  private AskSkill(Core core, SkillRequest request, String user, String session) {
    this.core = core;
    this.request = request;
    this.user = user;
    this.session = session;
  }

  static AskSkill of(Core core, String name) {
    return new AskSkill(core, SkillRequest.of(name), "", "");
  }

  private AskSkill with(SkillRequest other) {
    return new AskSkill(core, other, user, session);
  }

  /**
   * Version of the skill: one, a range such as {@code ^1.1}, a label or {@code latest}.
   *
   * @throws Fault {@code invalid_request} when it is none of them
   */
  public AskSkill version(String wanted) {
    return with(request.wanting(VersionSelector.of(wanted)));
  }

  /** Message of the user. */
  public AskSkill message(String text) {
    return with(request.saying(text));
  }

  /** A picture that the user shows: an address, or a data URL. */
  public AskSkill image(String url) {
    var parts = new ArrayList<>(request.attachments());
    parts.add(SkillRequest.image(url));
    return with(request.attaching(parts));
  }

  /** An input: a text, a number, a boolean, a list, a map, or null. */
  public AskSkill input(String name, Object value) {
    ObjectNode inputs = request.inputs().deepCopy();
    inputs.set(name, Json.valueOf(value));
    return with(request.having(inputs));
  }

  /**
   * The decision whether the lighter prompt is enough; the session decides until it is given here.
   */
  public AskSkill followUp(FollowUpWish decision) {
    return with(request.going(decision));
  }

  /**
   * Earlier question and answer, one pair after the other; without it a session goes on with what
   * it has talked of.
   */
  public AskSkill after(String question, String answer) {
    var history = new ArrayList<>(request.history());
    history.add(Json.object().put("role", "user").put("content", question));
    history.add(Json.object().put("role", "assistant").put("content", answer));
    return with(request.after(List.copyOf(history)));
  }

  /** Longest time that all of it may take. */
  public AskSkill timeout(Duration time) {
    return with(request.within(time));
  }

  /** On whose behalf. */
  public AskSkill user(String name) {
    return new AskSkill(core, request, name, session);
  }

  /**
   * In which session of the user; it stays with the version that it began with, and with the inputs
   * that were given last where none are given.
   */
  public AskSkill session(String id) {
    return new AskSkill(core, request, user, id);
  }

  /**
   * Executes and waits for the result.
   *
   * @throws Fault when nothing came of it
   */
  public SkillResult run() {
    return core.embedded().execute(request, user, session, SkillListener.NOBODY);
  }

  /**
   * Executes, hands over what is said as it is said, and waits for the result.
   *
   * @param onDelta hears texts and reasoning in order, on this thread
   * @throws Fault when nothing came of it
   */
  public SkillResult run(Consumer<ChatEvent> onDelta) {
    return core.embedded().execute(request, user, session, onDelta::accept);
  }
}
