package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.MemberReply;
import dev.tutti.cooperation.member.SpendingJson;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PanelMember;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of a draft, its critique and its revision, up to some rounds. The first model writes, the
 * second one criticises, the third one revises; where there are fewer, the first one revises, and
 * criticises itself. The version before is kept where the revision is cut or empty, where the
 * critic finds it worse, and where somebody fails.
 */
final class CritiqueRun implements KindRun {
  private static final String ACCEPT = "accept";
  private static final String PREVIOUS = "previous";

  private final CooperationRun run;
  private final CooperationPlan.Sequential plan;
  private final ArrayNode steps = Json.array();

  CritiqueRun(CooperationRun run, CooperationPlan.Sequential plan) {
    this.run = run;
    this.plan = plan;
  }

  @Override
  public Conclusion conclude() {
    var version = draft();
    var stopped = "rounds";
    try {
      for (int round = 1; round <= plan.rounds(); round++) {
        var review = review(version, round);
        if (isAccepted(review)) {
          stopped = "accepted";
          break;
        }
        var next = revised(version, review, round);
        if (next.equals(version)) {
          stopped = "regression";
          break;
        }
        version = next;
      }
    } catch (Fault _) { // the version that there is, is the result
      run.requireGoing();
      stopped = "failure";
    }
    run.tell(version.text());
    var json = Json.object();
    json.set("steps", steps);
    json.put("stopped", stopped).put("final_result", version.text());
    return new Conclusion(json, version.text(), version.finish());
  }

  private MemberReply draft() {
    var author = member(0);
    var messages = run.question().instructed(author.task());
    var reply = run.ask(new MemberQuestion("draft", "draft", author, messages).answering(run));
    note("draft", author, reply).put("output", reply.text());
    return reply;
  }

  private JsonNode review(MemberReply version, int round) {
    var parts = new ArrayList<>(List.of(about(), under(Instructions.VERSION, version.text())));
    var reply = asked("critique", round, member(1), Instructions.CRITIC, parts);
    var json = JsonReply.of(reply.text());
    var step = note("critique", member(1), reply);
    step.put("verdict", isAccepted(json) ? ACCEPT : "revise");
    step.set("issues", json.path("issues").isArray() ? json.path("issues") : Json.array());
    return json.isEmpty() ? Json.object().put("issues", reply.text()) : json;
  }

  private static boolean isAccepted(JsonNode review) {
    return review.path("verdict").asString("").equals(ACCEPT);
  }

  private MemberReply revised(MemberReply version, JsonNode review, int round) {
    var author = plan.steps().size() > 2 ? member(2) : member(0);
    var parts =
        new ArrayList<>(
            List.of(
                about(),
                under(Instructions.VERSION, version.text()),
                under(Instructions.REVIEW, Json.text(review.path("issues")))));
    var reply = asked("revision", round, author, Instructions.REVISE, parts);
    var step = note("revision", author, reply).put("output", reply.text());
    if (reply.isIncomplete() && !version.isIncomplete()) {
      step.put("kept", PREVIOUS)
          .put("reason", reply.text().isBlank() ? "it is empty" : "it ended early");
      return version;
    }
    return compared(version, reply, round, step);
  }

  private MemberReply compared(
      MemberReply version, MemberReply reply, int round, ObjectNode revision) {
    var parts =
        new ArrayList<>(
            List.of(
                about(),
                under(Instructions.VERSION, version.text()),
                under(Instructions.REVISED, reply.text())));
    var verdict = asked("comparison", round, member(1), Instructions.COMPARE, parts);
    var json = JsonReply.of(verdict.text());
    boolean worse = json.path("better").asString("").equals(PREVIOUS);
    revision.put("kept", worse ? PREVIOUS : "this");
    note("comparison", member(1), verdict)
        .put("better", worse ? PREVIOUS : "revised")
        .put("reason", json.path("reason").asString(""));
    return worse ? version : reply;
  }

  private MemberReply asked(
      String stage, int round, PanelMember member, Instructions what, List<String> parts) {
    var own = member.task();
    var instructions = what.in(run.question().text()) + (own.isBlank() ? "" : "\n\n" + own);
    var messages = run.question().instructed(instructions, String.join("\n\n", parts));
    var question = new MemberQuestion(stage, stage + "_" + round, member, messages);
    try {
      return run.ask(what == Instructions.REVISE ? question.answering(run) : question);
    } catch (Fault fault) {
      step(stage, member).put("code", fault.code().code()).put("message", fault.getMessage());
      throw fault;
    }
  }

  private ObjectNode note(String what, PanelMember member, MemberReply reply) {
    var step = step(what, member);
    SpendingJson.add(step, reply);
    return step;
  }

  private ObjectNode step(String what, PanelMember member) {
    return steps
        .addObject()
        .put("step", steps.size())
        .put("model", member.model())
        .put("integration_strategy", what);
  }

  private PanelMember member(int place) {
    var all = plan.steps();
    return all.get(Math.min(place, all.size() - 1)).member();
  }

  private String about() {
    return under(Instructions.QUESTION, run.question().text());
  }

  private String under(Instructions heading, String text) {
    return heading.over(run.question().text(), text);
  }
}
