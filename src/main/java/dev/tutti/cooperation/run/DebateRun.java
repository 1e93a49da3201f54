package dev.tutti.cooperation.run;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FinishReason;
import dev.tutti.chat.Json;
import dev.tutti.cooperation.member.CooperationRun;
import dev.tutti.cooperation.member.MemberQuestion;
import dev.tutti.cooperation.member.PanelRound;
import dev.tutti.cooperation.plan.CooperationPlan;
import dev.tutti.cooperation.plan.PanelIntegration;
import dev.tutti.cooperation.vote.LeadingView;
import dev.tutti.cooperation.vote.VoteJson;
import dev.tutti.cooperation.vote.VoteResult;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Run of members who see each other's answers. It ends when all agree, when nobody has changed
 * their answer, or after the last round; then the answers are counted, and a judge chooses where
 * there is no consensus and somebody is named for that.
 */
record DebateRun(CooperationRun run, CooperationPlan.Debate plan) implements KindRun {
  private static final double ALL = 1 - 1e-9;

  @Override
  public Conclusion conclude() {
    var prompts = new PanelPrompts(run);
    var counted = prompts.counted(plan.voting());
    var rounds = Json.array();
    var first = prompts.first("round_1", plan.panel(), counted);
    var answers = asked(first, plan.rounds()).requireQuorum(run.limits().quorum());
    var vote = answers.vote(run, plan.voting());
    note(rounds, answers, vote);
    var stopped = agrees(vote) ? "agreement" : "rounds";
    for (int round = 2; round <= plan.rounds() && stopped.equals("rounds"); round++) {
      var stage = "round_" + round;
      var questions = prompts.next(stage, answers, Instructions.DEBATE, counted, true);
      var after = asked(questions, plan.rounds() - round + 1);
      answers = after.over(answers);
      var before = vote;
      vote = answers.vote(run, plan.voting());
      note(rounds, after, vote);
      stopped = agrees(vote) ? "agreement" : isSame(before, vote) ? "no_change" : stopped;
    }
    run.count(vote);
    var json = VoteJson.of(vote).put("task_type", run.taskType());
    json.set("rounds", rounds);
    json.put("stopped", stopped);
    json.set("failures", answers.failures());
    return judge(json, answers, vote);
  }

  private PanelAnswers asked(List<MemberQuestion> questions, int left) {
    int stages = left + (plan.judge() == null ? 0 : 1);
    var time = PanelTime.ofStages(run, stages);
    var answering = questions.stream().map(each -> each.answering(run)).toList();
    var outcomes = PanelRound.ask(run, answering, time, 1, PanelRound.RoundEnd.NEVER);
    return new PanelAnswers(plan.panel(), outcomes);
  }

  private static boolean agrees(VoteResult vote) {
    return vote.agreement() >= ALL;
  }

  private static boolean isSame(VoteResult one, VoteResult other) {
    return answers(one).equals(answers(other));
  }

  private static List<String> answers(VoteResult vote) {
    return vote.votes().stream().map(each -> String.valueOf(each.canonical())).toList();
  }

  private void note(ArrayNode rounds, PanelAnswers answers, VoteResult vote) {
    var round = rounds.addObject().put("round", rounds.size());
    round.put("consensus", vote.consensus().orElse(null)).put("agreement", vote.agreement());
    var votes = round.putArray("votes");
    vote.votes().forEach(each -> votes.add(VoteJson.of(each)));
    round.set("failures", answers.failures());
  }

  private Conclusion judge(ObjectNode json, PanelAnswers answers, VoteResult vote) {
    var judge = plan.judge();
    if (judge == null || vote.consensus().isPresent()) {
      return counted(json, answers, vote);
    }
    var about = json.putObject("judge").put("model", judge.model());
    try {
      var choice = new PanelJudge(run, judge).choose(answers);
      about.put("choice", choice.place()).put("reason", choice.reason());
      var canonical = vote.votes().get(choice.place()).canonical();
      answers.note(run, plan.voting(), vote, canonical);
      json.put("consensus", canonical).put("decided_by", PanelIntegration.JUDGE.word());
      var reply = answers.answered().get(choice.place()).reply();
      return ended(json, SaidConfidence.without(reply.text()));
    } catch (Fault fault) {
      run.requireGoing();
      about.put("code", fault.code().code()).put("message", fault.getMessage());
      return counted(json, answers, vote);
    }
  }

  private Conclusion counted(ObjectNode json, PanelAnswers answers, VoteResult vote) {
    if (vote.consensus().isPresent()) {
      answers.note(run, plan.voting(), vote, vote.consensus().orElse(null));
      return ended(json, vote.leading().map(LeadingView::text).orElse(""));
    }
    var words = NoConsensus.words(run.question().text(), vote);
    json.putNull("final_result");
    run.tell(words);
    return new Conclusion(json, words, FinishReason.STOP);
  }

  private Conclusion ended(ObjectNode json, String text) {
    json.put("final_result", text);
    run.tell(text);
    return new Conclusion(json, text, FinishReason.STOP);
  }
}
