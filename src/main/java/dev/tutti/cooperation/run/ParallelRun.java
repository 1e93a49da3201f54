package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberOutcome;
import dev.tutti.cooperation.member.PanelRound;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PanelIntegration;
import dev.tutti.cooperation.plan.PanelMember;
import dev.tutti.cooperation.vote.LeadingView;
import dev.tutti.cooperation.vote.VoteJson;
import dev.tutti.cooperation.vote.VoteResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Run of members side by side, whose answers are counted, judged or brought together. */
record ParallelRun(CooperationRun run, CooperationPlan.Parallel plan) implements KindRun {
  private static final String STAGE = "panel";

  @Override
  public Conclusion conclude() {
    var prompts = new PanelPrompts(run);
    boolean counts = plan.integration() == PanelIntegration.VOTING;
    var questions =
        prompts.first(STAGE, plan.panel(), counts ? prompts.counted(plan.voting()) : "");
    if (plan.integration() != PanelIntegration.SYNTHESIS) { // one of these is the result
      questions = questions.stream().map(each -> each.answering(run)).toList();
    }
    var outcomes = PanelRound.ask(run, questions, time(), run.limits().quorum(), this::isDecided);
    var answers = new PanelAnswers(plan.panel(), outcomes).requireQuorum(run.limits().quorum());
    var vote = answers.vote(run, plan.voting());
    run.count(vote);
    var json = VoteJson.of(vote).put("task_type", run.taskType());
    json.set("failures", answers.failures());
    return switch (integration(vote)) {
      case VOTING -> counted(json, answers, vote);
      case JUDGE -> judged(json, answers, vote);
      case SYNTHESIS -> written(json, answers, vote);
    };
  }

  /** A judge needs time, too. */
  private Duration time() {
    boolean alone =
        plan.integration() == PanelIntegration.VOTING
            && plan.otherwise() == PanelIntegration.VOTING;
    return alone ? run.remaining() : PanelTime.beforeAnotherStage(run);
  }

  private boolean isDecided(Map<Integer, MemberOutcome> there) {
    if (!run.limits().stopsEarly() || plan.integration() != PanelIntegration.VOTING) {
      return false;
    }
    var awaited = new ArrayList<String>();
    var members = new ArrayList<PanelMember>();
    for (int i = 0; i < plan.panel().size(); i++) {
      if (there.containsKey(i)) {
        members.add(plan.panel().get(i));
      } else {
        awaited.add(plan.panel().get(i).model());
      }
    }
    var answers = new PanelAnswers(members, List.copyOf(there.values()));
    return run.votes().isDecided(answers.ballot(run, plan.voting()), awaited);
  }

  private PanelIntegration integration(VoteResult vote) {
    return plan.integration() == PanelIntegration.VOTING && vote.consensus().isEmpty()
        ? plan.otherwise()
        : plan.integration();
  }

  private Conclusion counted(ObjectNode json, PanelAnswers answers, VoteResult vote) {
    json.put("integration_strategy", PanelIntegration.VOTING.word());
    if (vote.consensus().isEmpty()) {
      json.putNull("final_result");
      var words = NoConsensus.words(run.question().text(), vote);
      run.tell(words);
      return new Conclusion(json, words, FinishReason.STOP);
    }
    answers.note(run, plan.voting(), vote, vote.consensus().orElse(null));
    var text = vote.leading().map(LeadingView::text).orElse("");
    json.put("final_result", text);
    run.tell(text);
    return new Conclusion(json, text, FinishReason.STOP);
  }

  private Conclusion judged(ObjectNode json, PanelAnswers answers, VoteResult vote) {
    json.put("integration_strategy", PanelIntegration.JUDGE.word());
    var judge = judge(answers);
    try {
      var choice = new PanelJudge(run, judge).choose(answers);
      var chosen = answers.answered().get(choice.place());
      var canonical = vote.votes().get(choice.place()).canonical();
      answers.note(run, plan.voting(), vote, canonical);
      json.put("consensus", canonical).put("decided_by", PanelIntegration.JUDGE.word());
      json.set(
          "judge",
          Json.object()
              .put("model", judge.model())
              .put("choice", choice.place())
              .put("reason", choice.reason()));
      var text = SaidConfidence.without(chosen.reply().text());
      json.put("final_result", text);
      run.tell(text);
      return new Conclusion(json, text, FinishReason.STOP);
    } catch (Fault fault) {
      return without(json, answers, vote, fault);
    }
  }

  private Conclusion written(ObjectNode json, PanelAnswers answers, VoteResult vote) {
    json.put("integration_strategy", PanelIntegration.SYNTHESIS.word());
    var judge = judge(answers);
    try {
      var reply = new PanelJudge(run, judge).write(answers);
      json.put("decided_by", PanelIntegration.SYNTHESIS.word());
      json.set("judge", Json.object().put("model", judge.model()));
      json.put("final_result", reply.text());
      return new Conclusion(json, reply.text(), reply.finish());
    } catch (Fault fault) {
      if (run.isTold()) {
        throw fault;
      }
      return without(json, answers, vote, fault);
    }
  }

  /** What the vote alone says, where the judge has failed. */
  private Conclusion without(ObjectNode json, PanelAnswers answers, VoteResult vote, Fault fault) {
    run.requireGoing();
    json.set(
        "judge",
        Json.object()
            .put("model", judge(answers).model())
            .put("code", fault.code().code())
            .put("message", fault.getMessage()));
    return counted(json, answers, vote);
  }

  /** The member that is named for it, else the one that has earned the most on such tasks. */
  private PanelMember judge(PanelAnswers answers) {
    var judge = plan.judge();
    return judge == null ? answers.mostReliable(run) : judge;
  }
}
