package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.PanelRound;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PanelIntegration;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.vote.LeadingView;
import dev.tutti.cooperation.vote.VoteJson;
import dev.tutti.cooperation.vote.VoteResult;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of layers, each of which sees the answers of the one before, and of a judge who writes the
 * answer of the last one (Wang et al., Mixture-of-Agents, 2024).
 */
record MixtureRun(CooperationRun run, CooperationPlan.Mixture plan) implements KindRun {
  @Override
  public Conclusion conclude() {
    var prompts = new PanelPrompts(run);
    var layers = Json.array();
    var answers =
        asked(prompts.first("layer_1", plan.panel(), ""), plan.layers())
            .requireQuorum(run.limits().quorum());
    note(layers, answers);
    for (int layer = 2; layer <= plan.layers(); layer++) {
      var questions = prompts.next("layer_" + layer, answers, Instructions.LAYER, "", false);
      var after = asked(questions, plan.layers() - layer + 1);
      note(layers, after);
      answers = after.over(answers);
    }
    var vote = answers.vote(run, plan.voting());
    run.count(vote);
    var json = VoteJson.of(vote).put("task_type", run.taskType());
    json.set("layers", layers);
    json.set("failures", answers.failures());
    var judge = judge(answers);
    var about = json.putObject("judge").put("model", judge.model());
    try {
      var reply = new PanelJudge(run, judge).write(answers);
      json.put("decided_by", PanelIntegration.SYNTHESIS.word()).put("final_result", reply.text());
      return new Conclusion(json, reply.text(), reply.finish());
    } catch (Fault fault) {
      run.requireGoing();
      if (run.isTold() || run.request().about().form().isPresent()) {
        throw fault;
      }
      about.put("code", fault.code().code()).put("message", fault.getMessage());
      return leading(json, vote);
    }
  }

  /** The answer of the last layer that leads, where nobody writes one of all. */
  private Conclusion leading(ObjectNode json, VoteResult vote) {
    var text = vote.leading().map(LeadingView::text).orElse("");
    json.put("final_result", text);
    run.tell(text);
    return new Conclusion(json, text, FinishReason.STOP);
  }

  private PanelAnswers asked(List<MemberQuestion> questions, int left) {
    var time = PanelTime.ofStages(run, left + 1);
    var outcomes = PanelRound.ask(run, questions, time, 1, PanelRound.RoundEnd.NEVER);
    return new PanelAnswers(plan.panel(), outcomes);
  }

  private static void note(ArrayNode layers, PanelAnswers answers) {
    var layer = layers.addObject().put("layer", layers.size());
    var list = layer.putArray("answers");
    answers
        .answered()
        .forEach(
            each ->
                list.addObject()
                    .put("model", each.member().model())
                    .put("answer", each.reply().text()));
    layer.set("failures", answers.failures());
  }

  private PanelMember judge(PanelAnswers answers) {
    var judge = plan.judge();
    return judge == null ? answers.mostReliable(run) : judge;
  }
}
