package dev.tutti;

import dev.tutti.call.CallSubject;
import dev.tutti.call.Caller;
import dev.tutti.chat.ChatEvent;
import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.CooperationAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cooperation of several models, built step by step; its steps are the members of the calls of
 * {@code /v1/cooperation/...}. Immutable and thread-safe: each step gives a changed copy.
 *
 * <pre>{@code
 * var answer =
 *     tutti
 *         .cooperate()
 *         .models("large", "small", "large")
 *         .voting(0.6)
 *         .ask("未来十年最有前景的可再生能源技术是什么？")
 *         .parallel();
 * answer.consensus().ifPresent(System.out::println);
 * }</pre>
 */
public final class AskCooperation {
  private final Core core;
  private final ObjectNode body;

  AskCooperation(Core core, ObjectNode body) {
    this.core = core;
    this.body = body;
  }

  private AskCooperation with(Consumer<ObjectNode> change) {
    ObjectNode changed = body.deepCopy();
    change.accept(changed);
    return new AskCooperation(core, changed);
  }

  /** Question, or the text that a pipeline works on. */
  public AskCooperation ask(String query) {
    return with(changed -> changed.put("query", query));
  }

  /** Members by the names of their models, in their order; a model may come several times. */
  public AskCooperation models(String... names) {
    return with(
        changed -> {
          for (var name : names) {
            changed.withArray("models").add(name);
          }
        });
  }

  /** Another member, with parameters of its own such as {@code temperature}. */
  public AskCooperation model(String name, Map<String, ?> params) {
    return with(
        changed ->
            changed
                .withArray("models")
                .addObject()
                .put("model", name)
                .set("params", Json.valueOf(params)));
  }

  /** Step of a pipeline that needs the one before it. */
  public AskCooperation step(String name, String model, String task, Map<String, ?> params) {
    return with(changed -> step(changed, name, model, task).set("params", Json.valueOf(params)));
  }

  /** Step of a pipeline that needs others, or none. */
  public AskCooperation stepAfter(String name, String model, String task, String... needs) {
    return with(
        changed -> {
          var list = step(changed, name, model, task).putArray("needs");
          for (var each : needs) {
            list.add(each);
          }
        });
  }

  private static ObjectNode step(ObjectNode changed, String name, String model, String task) {
    return changed
        .withArray("pipeline_config")
        .addObject()
        .put("step", name)
        .put("model", model)
        .put("task", task);
  }

  /** Strategy of integration: {@code structured_output}, {@code voting}, {@code synthesis}, ... */
  public AskCooperation strategy(String word) {
    return with(changed -> changed.put("integration_strategy", word));
  }

  /** Strategies of a sequence, one for each model. */
  public AskCooperation strategies(String... words) {
    return with(
        changed -> {
          for (var word : words) {
            changed.withArray("integration_strategy").add(word);
          }
        });
  }

  /** Vote whose winner needs this share of the weights, from 0 to 1. */
  public AskCooperation voting(double threshold) {
    return with(
        changed -> changed.withObject("voting_params").put("consensus_threshold", threshold));
  }

  /** Strong model of a cascade, which is asked where the others differ. */
  public AskCooperation escalatingTo(String model) {
    return with(changed -> changed.put("escalate_to", model));
  }

  /** Any other member of the call, such as {@code judge} or {@code quorum}. */
  public AskCooperation with(String name, Object value) {
    return with(changed -> changed.set(name, Json.valueOf(value)));
  }

  /** Longest time that all of it may take. */
  public AskCooperation deadline(Duration time) {
    return with(changed -> changed.put("deadline", time.toMillis() / 1_000.0));
  }

  /** Most that it may cost, in US dollars. */
  public AskCooperation budget(double dollars) {
    return with(changed -> changed.put("max_cost_usd", dollars));
  }

  /**
   * Runs the models one after the other.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer sequential() {
    return run("sequential");
  }

  /**
   * Runs the models side by side.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer parallel() {
    return run("parallel");
  }

  /**
   * Runs a debate.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer debate() {
    return run("debate");
  }

  /**
   * Runs a mixture.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer mixture() {
    return run("mixture");
  }

  /**
   * Runs a cascade: the models side by side, and the one of {@code escalate_to} where they differ.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer cascade() {
    return run("cascade");
  }

  /**
   * Runs the steps.
   *
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer pipeline() {
    return run("pipeline");
  }

  private CooperationAnswer run(String kind) {
    return core.embedded()
        .run(
            CallSubject.WORKFLOW + kind,
            Caller.ANONYMOUS,
            call -> core.cooperation.run(kind, body, call));
  }

  /**
   * Runs it, and hands over pieces of the last stage as they come.
   *
   * @param kind such as {@code parallel}
   * @param onDelta hears texts and reasoning in order, on threads of the run's, one at a time
   * @throws Fault when nothing came of it
   */
  public CooperationAnswer run(String kind, Consumer<ChatEvent> onDelta) {
    return core.embedded()
        .run(
            CallSubject.WORKFLOW + kind,
            Caller.ANONYMOUS,
            call -> core.cooperation.run(kind, body, call, onDelta));
  }
}
