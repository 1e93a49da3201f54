package dev.tutti.cooperation.member;

import dev.tutti.chat.Json;
import dev.tutti.chat.OpenAiUsage;
import java.time.Duration;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Time, tokens and money as JSON. */
public final class SpendingJson {
  private SpendingJson() {}

  /** Adds {@code answered_by, processing_time, usage, cost_usd} of an answer. */
  public static void add(ObjectNode json, MemberReply reply) {
    if (!reply.deployment().isEmpty()) {
      json.put("answered_by", reply.deployment());
    }
    add(json, (MemberOutcome) reply);
  }

  private static void add(ObjectNode json, MemberOutcome outcome) {
    json.put("processing_time", seconds(outcome.time()));
    json.set("usage", OpenAiUsage.json(outcome.spent().usage()));
    outcome.spent().dollars().ifPresent(dollars -> json.put("cost_usd", dollars));
  }

  /** Seconds, in milliseconds. */
  public static double seconds(Duration time) {
    return time.toMillis() / 1_000.0;
  }

  /** Sum of a run, with every call of a member in {@code breakdown}. */
  public static ObjectNode usage(RunSpending spending) {
    var json = OpenAiUsage.json(spending.sum().usage());
    var list = Json.array();
    spending.calls().forEach(each -> list.add(call(each)));
    json.set("breakdown", list);
    return json;
  }

  /** Answers that members have given, in the order of their ends. */
  public static ArrayNode answers(RunSpending spending) {
    var list = Json.array();
    for (var each : spending.calls()) {
      if (each.outcome() instanceof MemberReply reply) {
        add(named(list.addObject(), each.question()).put("output", reply.text()), reply);
      }
    }
    return list;
  }

  private static ObjectNode named(ObjectNode json, MemberQuestion question) {
    return json.put("stage", question.stage())
        .put("step", question.step())
        .put("model", question.member().model());
  }

  private static ObjectNode call(RunSpending.SpentCall call) {
    var json = named(Json.object(), call.question());
    switch (call.outcome()) {
      case MemberReply reply -> {
        json.put("status", "answered");
        add(json, reply);
      }
      case MemberFailure failure -> {
        json.put("status", "failed").put("code", failure.fault().code().code());
        add(json, failure);
      }
    }
    return json;
  }

  /** Models that have answered, each once, in the order of their ends. */
  public static ArrayNode modelsUsed(RunSpending spending) {
    var list = Json.array();
    spending.calls().stream()
        .map(RunSpending.SpentCall::outcome)
        .filter(MemberReply.class::isInstance)
        .map(each -> ((MemberReply) each).model())
        .distinct()
        .forEach(list::add);
    return list;
  }
}
